import type { Words } from '#src/words/words.ts'

export const settings: Words['settings'] = {
  ofClient: (client) => `${client} की सेटिंग`,
  ofAgency: (agency) => `${agency} की सेटिंग`,
  facts: {
    zone: 'समय क्षेत्र',
    language: 'भाषा',
    response: 'सहायक के पास जवाब देने का समय',
    lease: 'लिया हुआ टास्क शुरू करने का समय',
    review: 'चुप्पी को मंज़ूरी मानने का समय',
  },
  agencys: (value) => `${value}, एजेंसी के अनुसार`,
  days: (count) => `${count} दिन`,
  working: (time) => `${time}, सहायक के काम के समय में`,
  slotsMove: 'अब से सोशल स्लॉट और इस क्लाइंट के चैनलों के सारांश नए समय क्षेत्र से चलेंगे। जिन पोस्ट का समय तय है, वह वही रहेगा।',
  reviewFromNow: 'ये दिन उन नतीजों पर लागू होंगे जो अब से आएँगे।',
  clientNote: (client) =>
    `मान की जगह none लिखें तो एजेंसी वाला मान लागू होगा। बदलने के लिए: /agency client edit "${client}" zone New York review 3 days language hi`,
  fromNow: 'यह अब से किए जाने वाले वादों पर लागू होगा। जो पहले कहा जा चुका है, वह वैसा ही रहेगा।',
  ownZonesStay:
    'सोशल स्लॉट और चैनलों के सारांश नए समय क्षेत्र से चलेंगे, सिवाय उन क्लाइंट के जिनका अपना समय क्षेत्र है। हर व्यक्ति का अपना समय क्षेत्र वही रहेगा।',
  agencyNote: 'बदलने के लिए: /agency settings zone Lisbon language hi respond 4h lease 8h review 7 days',
}
