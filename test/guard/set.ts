import type { SecretKind } from '#src/features/guard/secrets.ts'

/** A text, and what in it is a secret: each piece stands between ⟦ and ⟧, with its kind before a bar. */
export type Row = { text: string; secrets: { kind: SecretKind; text: string }[] }

/** Letters and digits that mean nothing, the same each time: made here, so that none that looks real stands in a file. */
function letters(count: number, alphabet: string, seed: number): string {
  let state = seed
  return Array.from({ length: count }, () => {
    state = (state * 48271) % 2147483647
    return alphabet[state % alphabet.length] ?? ''
  }).join('')
}
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const hex = '0123456789abcdef'
const digits = '0123456789'
const mixed = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const made = (parts: string[], count: number, alphabet = mixed, seed = 7) =>
  parts.join('') + letters(count, alphabet, seed)
const key = (name: string) =>
  [`-----BEGIN ${name}-----`, letters(64, mixed, 3), letters(64, mixed, 5), `-----END ${name}-----`].join('\n')

/** What the sentences below name in braces. */
const values: Record<string, string> = {
  aws: made(['AK', 'IA'], 16, upper),
  awsSecret: letters(40, mixed, 11),
  githubClassic: made(['gh', 'p_'], 36),
  githubFine: `${made(['github', '_pat_'], 22)}_${letters(59, mixed, 13)}`,
  slackBot: [`xo`, `xb-`, letters(12, digits, 3), '-', letters(13, digits, 5), '-', letters(24, mixed, 7)].join(''),
  slackUser: [
    ...['xo', 'xp-', letters(12, digits, 3), '-', letters(12, digits, 5), '-', letters(12, digits, 9), '-'],
    letters(32, hex, 3),
  ].join(''),
  slackHook: [
    'https://hooks.slack',
    '.com/services/',
    `T${letters(10, upper, 3)}/B${letters(10, upper, 5)}/`,
    letters(24, mixed, 9),
  ].join(''),
  discordHook: ['https://discord', '.com/api/webhooks/', letters(18, digits, 3), '/', letters(68, mixed, 5)].join(''),
  discordBot: ['MT', letters(22, mixed, 3), '.', letters(6, mixed, 5), '.', letters(38, mixed, 9)].join(''),
  stripe: made(['sk', '_live_'], 24),
  stripeTest: made(['rk', '_test_'], 24),
  google: made(['AI', 'za'], 35),
  openai: `${made(['sk', '-proj-'], 60)}${['T3Blbk', 'FJ'].join('')}${letters(60, mixed, 3)}`,
  anthropic: `${made(['sk-ant-', 'api03-'], 93)}AA`,
  sendgrid: [`S`, `G.`, letters(22, mixed, 3), '.', letters(43, mixed, 5)].join(''),
  npm: made(['np', 'm_'], 36),
  gitlab: made(['glp', 'at-'], 20),
  shopify: made(['shp', 'at_'], 32, hex),
  telegram: `${letters(10, digits, 6).replace(/^0/u, '7')}:AA${letters(33, mixed, 5)}`,
  jwt: [made(['ey', 'J'], 30, mixed, 3), made(['ey', 'J'], 60, mixed, 5), letters(43, mixed, 9)].join('.'),
  random: letters(40, mixed, 17),
  random20: letters(20, mixed, 19),
  rsa: key(['RSA ', 'PRIVATE', ' KEY'].join('')),
  ssh: key(['OPENSSH ', 'PRIVATE', ' KEY'].join('')),
  pkcs8: key(['PRIVATE', ' KEY'].join('')),
  publicKey: key('PUBLIC KEY'),
  certificate: key('CERTIFICATE'),
  sha1: letters(40, hex, 3),
  sha256: letters(64, hex, 5),
  short: letters(7, hex, 9),
}

/** Some that whoever writes for a client in an office may send, and that must be held. */
const held = `
My password is ⟦password|Sunrise-42!⟧
my password is ⟦password|hunter22⟧ please log in and pay the bill
The password for Instagram is ⟦password|Banyan@2026⟧, user banyan.travel
Password: ⟦password|correct-horse-battery⟧
password: ⟦password|Tr0ub4dor&3⟧
PASSWORD = ⟦password|Letmein99⟧
Login: carol@banyan.example / Password: ⟦password|mango_Lassi7⟧
user: banyan pass: ⟦password|Pune2026⟧
Username banyan, password ⟦password|Kite#Runner9⟧
pwd: ⟦password|qwerty123⟧
The new pwd is ⟦password|Zebra!Crossing5⟧.
passcode: ⟦password|884213⟧
Zoom passcode is ⟦password|xK3p9Q⟧
My ATM pin is ⟦password|4821⟧
PIN: ⟦password|9034⟧
UPI PIN – ⟦password|482913⟧
Passphrase: ⟦password|seven purple otters sing⟧
The wifi password is “⟦password|guest house 12⟧”
Password for the bank portal: ⟦password|N3tB@nk1ng⟧
Here is the password ⟦password|Rx7!pool⟧ for the hotel account
password - ⟦password|Delhi@6am⟧
Old password was ⟦password|Autumn2025!⟧ and the new password is ⟦password|Winter2026!⟧
The admin pw is ⟦password|gr33nT3a⟧
my pw: ⟦password|abc12345⟧
Book the flight with my account. Password: ⟦password|Flights4Me⟧ Thanks!
Please use these: carol / pw ⟦password|Carol!2026⟧
*Password:* ⟦password|B0ld&Brave⟧
\`password: ⟦password|inC0de!9⟧\`
password is \`⟦password|t1cks#Here⟧\`
db_password=⟦password|s3cr3t-Pg⟧
"password": "⟦password|Json!Value1⟧"
Password:
⟦password|NextLine#77⟧
पासवर्ड: ⟦password|Namaste@123⟧
मेरा पासवर्ड ⟦password|Sunrise42⟧ है
पासवर्ड है ⟦password|Mumbai#9⟧
नेटबैंकिंग का पासवर्ड - ⟦password|Chai&Biscuit1⟧
पासवर्ड "⟦password|दिल्ली2026⟧" है, लॉग इन कर लेना
इंस्टाग्राम का पासवर्ड ⟦password|Kamal_55⟧ रखा है
कूटशब्द: ⟦password|Surya@88⟧
पिन: ⟦password|4412⟧
एटीएम का पिन ⟦password|7719⟧ है
mera password ⟦password|Rahul@2026⟧ hai
password hai ⟦password|desiTadka7⟧
passwd: ⟦password|Un1xStyle⟧
Card ⟦card|4111 1111 1111 1111⟧, exp 04/29
Please pay with ⟦card|5555555555554444⟧
my amex: ⟦card|3782 822463 10005⟧
⟦card|378282246310005⟧ is the card for flights
Card number ⟦card|6011-1111-1111-1117⟧ on my name
RuPay card ⟦card|6521 1111 1111 1110⟧
use ⟦card|4242424242424242⟧ 12/28
Visa:⟦card|4012888888881881⟧
कार्ड नंबर ⟦card|4242 4242 4242 4242⟧ से भुगतान करो
क्रेडिट कार्ड: ⟦card|5105 1051 0510 5100⟧
Diners ⟦card|3056 930902 5904⟧ please
JCB ⟦card|3530 1113 3330 0000⟧
CVV ⟦password|737⟧
cvv: ⟦password|1234⟧
The key is ⟦token|{aws}⟧
AWS_ACCESS_KEY_ID=⟦token|{aws}⟧
aws_secret_access_key = ⟦token|{awsSecret}⟧
token ⟦token|{githubClassic}⟧ for the repo
use ⟦token|{githubFine}⟧
our bot: ⟦token|{slackBot}⟧
⟦token|{slackUser}⟧
Post it to ⟦token|{slackHook}⟧
webhook ⟦token|{discordHook}⟧ please
Discord bot token: ⟦token|{discordBot}⟧
Stripe key ⟦token|{stripe}⟧
⟦token|{stripeTest}⟧ is for tests
Maps key: ⟦token|{google}⟧
⟦token|{openai}⟧
here: ⟦token|{anthropic}⟧
SendGrid ⟦token|{sendgrid}⟧
npm ⟦token|{npm}⟧
GitLab ⟦token|{gitlab}⟧
Shopify ⟦token|{shopify}⟧
Telegram bot ⟦token|{telegram}⟧
Authorization: Bearer ⟦token|{jwt}⟧
the session is ⟦token|{jwt}⟧
api key: ⟦token|{random}⟧
API_KEY=⟦token|{random20}⟧
client secret: ⟦token|{random}⟧
access token = ⟦token|{random}⟧
Bearer ⟦token|{random}⟧
टोकन: ⟦token|{random}⟧
एपीआई की: ⟦token|{random20}⟧
Connect to postgres://banyan:⟦password|s3cr3tPw⟧@db.banyan.example/books
https://carol:⟦password|pa55w0rd⟧@portal.banyan.example/
mongodb+srv://app:⟦password|M0ngoPw9⟧@cluster.example.net
⟦key|{rsa}⟧
Use this key:
⟦key|{ssh}⟧
Instagram pw is ⟦password|Lotus2026⟧
The password's ⟦password|Sunrise-42!⟧
password→ ⟦password|Tiger!77⟧
PASSWORD - ⟦password|Chennai@44⟧
the login password for zoho books is ⟦password|Zoho#2026⟧ ok
Password (portal): ⟦password|Green%Tea4⟧
password is: ⟦password|peacock9⟧
hotel wifi password ⟦password|blueLagoon12⟧
password = "⟦password|abc 123 xyz⟧"
pwd=⟦password|hello1⟧
Pass: ⟦password|Qwer!234⟧
here's my credit card ⟦card|4111-1111-1111-1111⟧ cvc ⟦password|123⟧
⟦card|4111111111111111⟧
card no: ⟦card|5105105105105100⟧
Mastercard number is ⟦card|5454 5454 5454 5454⟧.
मेरे लैपटॉप का पासवर्ड है: ⟦password|Ganga#12⟧
पासवर्ड ये है ⟦password|Yamuna@99⟧
pasword: ⟦password|Teesta@12⟧
password kuch aisa hai: ⟦password|Kaveri@55⟧
Secret key: ⟦token|{random20}⟧
our api-key is ⟦token|{random20}⟧
PIN for the card is ⟦password|7788⟧
ATM PIN: ⟦password|8890⟧
Netflix: carol@banyan.example, password: ⟦password|movieNight⟧
user/pass: ⟦password|admin/S3cure!x⟧
⟦key|{pkcs8}⟧ keep it safe
`

/** What is no secret, however it looks. */
const clean = `
Book a flight to Pune on Friday
I forgot my password, can you ask them to reset it?
Please reset the password of the portal
The password is in 1Password
Password is required
The password is wrong
The password is the same as before
The password has expired
The password must have at least 8 characters
Password: see the vault
Password: same as last year
Password: ask Dan
I will send the password by phone
Do not write passwords here
What is the password?
Which password manager do you use?
Change the Wi-Fi password at the office
Compare password managers: 1Password, Bitwarden, KeePass
Write a post on why password123 is a poor choice
Password reset for asha@banyan.example
See passwords.xlsx in the drive
Password policy v2.1 is attached
The password field on form-2.html is broken
password: -
Password: ***
Password: ••••••••
Password: <your password>
Password: (none)
Password-protected PDF attached
The passcode is on the invitation
pass the salt
Boarding pass: 6E-2145, seat 14C
Bus pass: valid until 2026-12-31
Press pass is ready
PIN code 411001
Pin code: 411001, Pune
PIN 560001 Bengaluru
Pin: 411001
pin this message
The pin is on the map
Pin it to the board
पासवर्ड बदल दो
पासवर्ड क्या है?
मैं पासवर्ड भूल गया
पासवर्ड फ़ोन पर बताऊँगा
पासवर्ड वही है
पासवर्ड किसी को मत देना
पिन कोड 411001
पिनकोड: 411001
mera password bhool gaya
password kya hai
password change kar do
Order 4111 of March
Order 171-1234567-1234567
Order number 4111111111111111 has not arrived
Order #5555555555554444
ऑर्डर नंबर 4242424242424242
Invoice 2026-00042
Invoice INV-4012888888881881
Invoice no. 378282246310005
चालान 2026/0042
Call me on +91 98765 43210
Call 98765-43210 or 020 2567 8901
My number is 9876543210
+1 (415) 555-0132
+49 30 901820
+4917612345678
00 44 20 7946 0958
फ़ोन: +91 98220 12345
मेरा नंबर 9822012345 है
IBAN DE89 3704 0044 0532 0130 00
IBAN GB29NWBK60161331926819
FR14 2004 1010 0505 0001 3M02 606
NL91 ABNA 0417 1643 00
Pay to account 123456789012, IFSC HDFC0001234
A/c no 5012 3456 7890 1234
account number 4242424242424242 at the Bank of Pune
खाता नंबर 50100123456789
Tracking 1Z999AA10123456784
Tracking number 9400 1118 9922 3197 4281 44
Tracking: 4111111111111111
FedEx 449044304137821
AWB 36598712345
EE123456789IN from India Post
UTR 402812345678
Aadhaar 5012 3456 7890
GSTIN 27AAPFU0939F1ZV
PAN AAPFU0939F
IMEI 490154203237518
IMEI: 354809104295874
ISBN 978-3-16-148410-0
ISBN 9780306406157
EAN 4006381333931
PNR 4521873690
Flight 6E-2145 on 2026-03-06 at 18:45
123e4567-e89b-12d3-a456-426614174000
task id 018f2b3c-7d4e-7abc-8def-0123456789ab
commit {sha1}
git checkout {short}
sha256:{sha256}
Deployed {sha1} to production
{publicKey}
{certificate}
https://banyan.example/reset?step=2
https://docs.google.com/document/d/1aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789abcdefg/edit
https://drive.google.com/file/d/1ZyXwVuTsRqPoNmLkJiHgFeDcBa9876543210/view?usp=sharing
https://example.com/@banyan/posts/7123456789012345678
mailto:carol@banyan.example
https://maps.example.com/@18.5204,73.8567,12z
ssh carol@server.example
Meet at 18:30, room 4
The token of our thanks is a basket of fruit
Buy 20 bus tokens
Token number 47 at the clinic
टोकन नंबर 47 है
Ask for the API key on the phone
The secret of good tea is time
Secret: a pinch of salt
client secret is missing in the form
The key is under the mat
Key points: price, date, place
Bearer of good news
1700000000000 is the timestamp
Total 4,111,111.11 rupees
₹1,11,11,111
12/34/5678 9012 3456
0000 0000 0000 0000
1234 5678 9012 3456
1111 2222 3333 4444
Discord id 4111111111111111000
<@812345678901234567> please look
Score 42-42-42-42
5555 people, 4444 rooms
Phone 4242 4242 42
Rows 4000 to 4999 of 16000
3.14159265358979
sk-learn, ghp, xoxo
xoxo, Asha
AKIA is the beginning of a key
SG. Patil signed it
Set the duty to data-entry and the priority to high
Please find the password protected zip
Password will be shared on call
password: will share on call
Password: on request
Can you set a new password on 12 March 2026?
Password expires in 30 days
The password contains 12 characters
Password length 8-16
password is abcd? no that was wrong
passwords for 3 accounts need changing
Pass this on to Asha2 team
The order 4242 4242 4242 4242 was cancelled
Order ID: 4111 1111 1111 1111
Transaction 5555555555554444 failed
Reference number: 4012888888881881
UPI ref 4242424242424242
EAN 4012345678901
Waybill 5454545454545454
Passport K1234567
passport: K1234567
Keyword: travel2026-summer
key account: Banyan2026
Keys: room 402 and 403
token ring network 802.5
The secret ingredient is MSG621
Public key fingerprint SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDWoSe
pin drop at 18.5204
Pinned 1234 items
PIN number of the area is 411038
pass percentage: 85%
Pass: 40 of 60 students
Student pass: 12345
कल का पासवर्ड बदलना है
पासवर्ड 90 दिन में बदलो
Wi-Fi password is on the board in room 12B
Session at 2026-03-02T15:00:00Z
Ticket ABC-4111111111111111
कल सुबह 10 बजे की बैठक रखो
शुक्रवार तक 40 पंक्तियाँ भर दो
₹4,111 का बिल भर दिया
`

function rowOf(line: string): Row {
  const filled = line.replaceAll(/\{(\w+)\}/gu, (whole, name: string) => values[name] ?? whole)
  const secrets: Row['secrets'] = []
  const text = filled.replaceAll(
    /⟦(password|token|key|card)\|([^⟧]*)⟧/gu,
    (_whole, kind: SecretKind, piece: string) => {
      secrets.push({ kind, text: piece })
      return piece
    },
  )
  return { text, secrets }
}

/** One a line; a value on the next line follows a colon. */
const rowsOf = (lines: string) =>
  lines
    .replaceAll(/:\n(?=⟦)/gu, ':\u0000')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => rowOf(line.replaceAll('\u0000', '\n')))

export const withSecrets: Row[] = rowsOf(held)
export const without: Row[] = rowsOf(clean)
