/**
 * For servers of the tests alone: signed by itself for `calendar.test` and the names below it, valid for a hundred years.
 *
 * openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 -subj /CN=calendar.test
 *   -addext 'subjectAltName=DNS:calendar.test,DNS:*.calendar.test'
 */
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBsTCCAVigAwIBAgIUIgkXVmV5MDkRrnFUSkvbNDbc58owCgYIKoZIzj0EAwIw
GDEWMBQGA1UEAwwNY2FsZW5kYXIudGVzdDAgFw0yNjExMjUyMDA4MzFaGA8yMTI2
MTEwMTIwMDgzMVowGDEWMBQGA1UEAwwNY2FsZW5kYXIudGVzdDBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABLArnLn+5dW8I+5nXF8iuCeeM/5X9JKxRnbmnKDYwYMJ
a6LvX3mV5vfyJAq6dCBxl/CR8q/IIi7U/E94Q/Ogn1ajfjB8MB0GA1UdDgQWBBTt
8UdeDuYMgHjXMlhZWtzAl6sG1jAfBgNVHSMEGDAWgBTt8UdeDuYMgHjXMlhZWtzA
l6sG1jAPBgNVHRMBAf8EBTADAQH/MCkGA1UdEQQiMCCCDWNhbGVuZGFyLnRlc3SC
DyouY2FsZW5kYXIudGVzdDAKBggqhkjOPQQDAgNHADBEAiAPAwco197yk3RYfIOo
iRH8AsZZSBuSPzP7Jrx6BrxuIwIgUuTqTa59Z0QzCnm+XfVIFnlmIgmGEicxw+6a
cQOQ6sU=
-----END CERTIFICATE-----
`

export const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgiUenLJ/PfwUDgOE0
Ao3rRmzmSIl1saSWD7UvuGM/tOahRANCAASwK5y5/uXVvCPuZ1xfIrgnnjP+V/SS
sUZ25pyg2MGDCWui7195leb38iQKunQgcZfwkfKvyCIu1PxPeEPzoJ9W
-----END PRIVATE KEY-----
`
