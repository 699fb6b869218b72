import type { repeatWords as english } from '#src/features/repeats/words/en/repeats-tables.ts'
import { listOf } from '#src/words/hi/names.ts'

export const repeatWords: typeof english = {
  commands: {
    'repeat list': { name: 'सूची', summary: 'क्या दोहराया जाता है, और अगला कब', example: '/repeat' },
    'repeat show': { name: 'देखें', summary: 'एक दोहराव देखें, और अभी आप क्या कर सकते हैं', example: '/repeat show 3' },
    'repeat pause': { name: 'रोकें', summary: 'फिर चालू करने तक और न बनाएँ', example: '/repeat pause 3' },
    'repeat resume': { name: 'चालू', summary: 'रोका हुआ दोहराव फिर चालू करें', example: '/repeat resume 3' },
    'repeat skip': { name: 'छोड़ें', summary: 'केवल अगला छोड़ दें', example: '/repeat skip 3' },
    'repeat edit': { name: 'बदलें', summary: 'फ़ॉर्म में बदलें कि क्या दोहराया जाए, और कब', example: '/repeat edit 3' },
    'repeat end': { name: 'ख़त्म', summary: 'दोहराव हमेशा के लिए बंद करें', example: '/repeat end 3' },
    'template list': { name: 'सूची', summary: 'वे टास्क जो फिर से सौंपने के लिए रखे हैं', example: '/template' },
    'template show': {
      name: 'देखें',
      summary: 'नमूना देखें: विवरण, जाँच-सूची और सवाल',
      example: '/template show Month-end books',
    },
    'template edit': { name: 'बदलें', summary: 'फ़ॉर्म में नमूना बदलें', example: '/template edit Month-end books' },
    'template remove': { name: 'हटाएँ', summary: 'नमूना हटाएँ', example: '/template remove Month-end books' },
  },
  groups: {
    repeat: { name: 'दोहराव', summary: 'अपने आप बनने वाले टास्क: सूची, रोकें, छोड़ें, बदलें, ख़त्म' },
    template: { name: 'नमूना', summary: 'फिर से सौंपने वाले टास्क: सूची, देखें, बदलें, हटाएँ' },
  },
  options: {
    every: { name: 'कितनीबार', summary: 'कब-कब दोहराया जाए: सोमवार सुबह 9 बजे, 2 हफ़्ते पर सोमवार को, महीने 31 तारीख को' },
    template: { name: 'नमूना', summary: 'नमूने का नाम' },
    repeat: { name: 'दोहराव', summary: 'कौन-सा: उसकी संख्या' },
  },
  refusals: {
    'rhythm-not-understood': ({ given, why }) => {
      if (why === 'which-days') return `“${given}” में दिन या समय नहीं लिखा है। जैसे: हर सोमवार और गुरुवार सुबह 9 बजे`
      if (why === 'too-often') return `“${given}” बहुत जल्दी-जल्दी है। दिन के समय लिखें, जैसे: रोज़ सुबह 9 बजे और शाम 5 बजे`
      if (why === 'until-when') return `“${given}” किस तारीख़ को ख़त्म होता है? तारीख़ लिखें, जैसे: हर सोमवार 8 नवंबर तक`
      if (why === 'two-meanings') return `“${given}” के दो मतलब हो सकते हैं। कौन सा? जैसे: हर 2 हफ़्ते पर सोमवार को`
      if (why === 'no-such-day') return `“${given}” जैसा कोई दिन नहीं है। जैसे: हर महीने 31 तारीख को`
      return `“${given}” से समझ नहीं आया कि कब-कब। ऐसे लिखें: हर सोमवार सुबह 9 बजे, हर 2 हफ़्ते पर सोमवार को, हर महीने के आख़िरी शुक्रवार`
    },
    'rhythm-never': ({ given }) =>
      `“${given}” कभी आता ही नहीं: शुरू होने से पहले ख़त्म हो जाता है। जैसे: हर सोमवार सुबह 9 बजे 31 दिसंबर तक`,
    'rhythm-due-fixed': ({ given }) =>
      `“${given}” एक ही दिन है। दोहराए जाने वाले काम का समय हर बार उसी दिन से गिना जाता है: शाम 5 बजे, कल दोपहर 12 बजे, 2 दिन में`,
    'once-or-monthly': ({ given, date }) =>
      `“${given}”: एक बार, या हर महीने?${date > 28 ? ' जिस महीने में वह तारीख नहीं होती, उसमें आख़िरी दिन।' : ''} कोई एक दबाएँ, या लिखें “हर महीने ${given}”, या दिन के साथ “तक”।`,
    'no-such-repeat': ({ given }) => `“${given}” नाम का कोई दोहराव नहीं है जो आप देख सकें। सूची /repeat में है।`,
    'repeat-not-on': ({ number }) => `दोहराव ${number} चालू नहीं है। जैसे: /repeat resume ${number}`,
    'repeat-is-on': ({ number }) => `दोहराव ${number} पहले से चालू है। देखें: /repeat show ${number}`,
    'repeat-over': ({ number }) => `दोहराव ${number} में आगे कुछ नहीं बचा। नया अंत दें: /repeat edit ${number}`,
    'occurrence-gone': ({ number }) => `वह बन चुका है या छोड़ा जा चुका है। देखें: /repeat show ${number}`,
    'template-asks': ({ name, count }) =>
      `“${name}” सौंपने से पहले ${count} ${count === 1 ? 'सवाल का' : 'सवालों के'} जवाब चाहिए।`,
    'no-such-template': ({ given, near }) =>
      `“${given}” नाम का कोई नमूना नहीं है जो आप ले सकें।${near.length ? ` क्या आपका मतलब ${listOf(near, 'or')} था?` : ''} सूची /template में है।`,
    'template-exists': ({ name }) =>
      `“${name}” नाम का नमूना पहले से है। दूसरा नाम चुनें, या उसी को बदलें: /template edit ${name}`,
    'too-many-questions': ({ given, limit }) => `नमूने में ज़्यादा से ज़्यादा ${limit} सवाल आते हैं, हर पंक्ति में एक; ये ${given} थे।`,
    'too-many-items': ({ given, limit }) => `जाँच-सूची में ज़्यादा से ज़्यादा ${limit} बातें आती हैं, हर पंक्ति में एक; ये ${given} थीं।`,
    'item-gone': ({ number }) => `यह पहले से ऐसा है, या अभी इस पर निशान नहीं लग सकता। देखें: /task ${number}`,
  },
  forms: {
    repeat: { title: 'क्या और कब दोहराएँ', submit: 'सहेजें' },
    'repeat-fact': { title: 'इसे बदलें', submit: 'सहेजें' },
    'save-template': { title: 'नमूना बनाएँ', submit: 'सहेजें' },
    template: { title: 'नमूना', submit: 'सहेजें' },
    'template-more': { title: 'नमूने में और बदलें', submit: 'सहेजें' },
    'from-template': { title: 'पहले कुछ सवाल', submit: 'सौंपें' },
  },
  fields: {
    every: 'कब-कब',
    everyHint: 'शब्दों में: हर सोमवार सुबह 9 बजे, हर 2 हफ़्ते पर सोमवार को, हर महीने 31 तारीख को',
    repeatDueHint: 'हर बार उसी दिन से गिना जाता है: शाम 5 बजे, कल दोपहर 12 बजे, 2 दिन में',
    template: 'नमूने से',
    templateHint: 'उसका विवरण, जाँच-सूची और सवाल; आप जो लिखें, वह जुड़ जाता है',
    whatAdded: 'क्या करना है, या क्या जोड़ना है?',
    name: 'नाम',
    checklist: 'जाँच-सूची',
    checklistHint: 'हर पंक्ति में एक बात, ज़्यादा से ज़्यादा 20; सहायक निशान लगाते जाते हैं',
    questions: 'सौंपने वाले से सवाल',
    questionsHint: 'हर पंक्ति में एक, ज़्यादा से ज़्यादा 5; जवाब विवरण में जुड़ते हैं',
    usual: 'आम तौर पर कौन करता है',
    forClient: 'किस क्लाइंट के लिए',
    templateDueHint: 'सौंपने के समय से गिना जाता है: शाम 5 बजे, शुक्रवार, 2 दिन में',
  },
}
