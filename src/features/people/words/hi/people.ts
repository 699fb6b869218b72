import type { Words } from '#src/words/words.ts'
import { listOf } from '#src/words/hi/names.ts'

export const people: Words['people'] = {
  setUp: (agency) => `${agency} तैयार है, और आप इसके मालिक हैं`,
  setUpNext: [
    'आगे:',
    '1. लोगों को भूमिका दें: /agency role @कोई assistant',
    '2. क्लाइंट जोड़ें: /agency client add Acme Textiles',
    '3. अपना दूसरा प्लेटफ़ॉर्म जोड़ें: /agency connect',
    '4. बोर्ड चुनें: खुले टास्क वाले चैनल में /agency room board',
  ].join('\n'),
  connectCode: 'दूसरा वर्कस्पेस या सर्वर जोड़ें',
  connectHow: (code) => `वहाँ 15 मिनट के अंदर लिखें:\n/agency connect ${code}\nयह एक ही बार चलता है।`,
  connected: (place, agency) => `${place} अब ${agency} का हिस्सा है`,
  connectedNext: 'आगे: /profile link से यहाँ का अपना खाता वहाँ वाले खाते से जोड़ें। फिर लोगों को भूमिका दें।',
  linkCode: 'अपना दूसरा खाता जोड़ें',
  linkHow: (code) => `दूसरे प्लेटफ़ॉर्म पर 15 मिनट के अंदर लिखें:\n/profile link ${code}\nयह एक ही बार चलता है।`,
  linked: (name) => `यह खाता भी अब ${name} का है`,
  codeHidden: 'इसके लिए कोड पहले ही बन चुका है। नया कोड माँगें।',
  roleGiven: (name, role) => `${name} अब ${role} हैं`,
  roleGivenFor: (name, client) => `${name} अब ${client} की ओर से क्लाइंट हैं`,
  roleNext: (name) => `${name} /profile से अपना समय क्षेत्र, काम का समय और काम ख़ुद तय कर सकते हैं।`,
  clientAdded: (name) => `${name} जुड़ गया`,
  clientNext: (name) =>
    `आगे: बताएँ कि इनकी ओर से कौन बोलेगा (/agency role @कोई client ${name}) और इनका काम कौन करेगा (/agency assign "${name}" all @सहायक)।`,
  assigned: (client, duty) => `${client}: ${duty}`,
  assignedTo: (primary, backups) =>
    backups.length ? `पहले ${primary}, फिर ${listOf(backups)}।` : `पहले ${primary}। कोई वैकल्पिक नहीं है।`,
  roomSet: {
    board: 'यह चैनल अब बोर्ड है: खुले टास्क यहाँ दिखेंगे',
    digest: 'यह चैनल अब सारांश के लिए है। कब आए, यह बताएँ: /digest room on 9:00 weekdays',
    social: 'यह चैनल अब सोशल मीडिया के लिए है: क्या पोस्ट होना है, यहाँ बताया जाएगा',
    log: 'यह चैनल अब लॉग है',
    client: 'यह चैनल अब क्लाइंट का अपना है। इसमें सारांश आ सकता है: /digest room on 9:00 weekdays',
  },
  roomNotMember: 'मैं अभी इस चैनल में नहीं हूँ: मुझे बुलाएँ, ताकि मैं यहाँ लिख सकूँ।',
  peopleTitle: (agency) => `${agency} के लोग`,
  nobody: 'अभी कोई नहीं।',
  personLine: (name, roles) => `${name}: ${roles.length ? listOf(roles) : 'कोई भूमिका नहीं'}`,
  saved: 'आपकी प्रोफ़ाइल सहेज ली गई',
  facts: {
    roles: 'भूमिका',
    zone: 'समय क्षेत्र',
    now: 'आपके यहाँ अभी',
    language: 'भाषा',
    hours: 'काम का समय',
    duties: 'काम',
    capacity: 'एक साथ टास्क',
    away: 'छुट्टी',
    accounts: 'खाते',
    clients: 'क्लाइंट',
  },
  anyHour: 'कोई भी समय',
  none: 'कोई नहीं',
  range: (from, to) => (from === to ? from : `${from} से ${to}`),
  edit: 'बदलें',
}

export const help: Words['help'] = {
  title: 'यहाँ आप क्या कर सकते हैं',
  ways: 'इनमें से कोई जैसा है वैसा लिखें, या ज़्यादा जानने के लिए /help और उसका नाम।',
  begin:
    'आप अभी किसी एजेंसी में नहीं हैं। किसी मालिक से यह लिखने को कहें: /agency role @you client; फिर काम सौंपें। नई एजेंसी शुरू करने, या इस जगह या अपने खाते को किसी एजेंसी से जोड़ने के लिए:',
  more: 'सभी कमांड',
  all: 'सभी कमांड',
  usage: 'कैसे',
  example: 'जैसे',
  delegateMore: [
    'पहली पंक्ति शीर्षक है; जो कुछ लिखा, वह सब विवरण है।',
    '#duty: काम का प्रकार। !low, !high या !urgent: कितना ज़रूरी। @नाम: कौन करे।',
    'शुक्रवार शाम 5 बजे तक, कल तक, परसों, 2 दिन में: कब तक चाहिए, आपके अपने समय क्षेत्र में।',
    'client:"नाम": किस क्लाइंट के लिए, अगर कई हों।',
    'हर सोमवार सुबह 9 बजे, हर 2 हफ़्ते पर सोमवार को, हर महीने की आख़िरी शुक्रवार: यह दोहराया जाता है; “जून तक” या “10 बार” से ख़त्म होता है।',
    'template:"नाम": नमूने से, उसकी जाँच-सूची और सवालों के साथ।',
    'इसके बाद कुछ न लिखें तो फ़ॉर्म खुलता है।',
  ].join('\n'),
}
