#!/bin/sh
# python3-dateutil 2.8.2-2 (Debian bookworm): rrule, yearly by BYWEEKNO with weeks that begin on Sunday.
#
# Guessed: BYWEEKNO=53 with WKST=SU names days in years that have a 53rd week alone. With weeks from Sunday 2026 has 52: its first
# is that of 4 January (RFC 5545, 3.3.10: the first with at least four days in the year), its 52nd begins on 27 December, and the
# first of 2027 on 3 January.
# Seen: Saturday, 2 January 2027, which is the last day of week 52 of 2026, is named as of week 53. Whether the year before had 53
# weeks is counted with the length and the first week of the year that follows it.
#
#   DTSTART 2026-01-10, FREQ=YEARLY;BYWEEKNO=53;BYDAY=SA;WKST=SU, in 2026 and 2027  -> 2027-01-02
#   the same with BYWEEKNO=52, which it is                                          -> none
#
# Why it matters: whatever counts shifts or holidays by week gets a day of another week, and loses the one that was meant. Exits with 1 when
# the behaviour has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get -qq -o APT::Sandbox::User=root download python3-dateutil=2.8.2-2 python3-six > /dev/null
for package in *.deb; do dpkg-deb -x "$package" .; done
PYTHONPATH="$folder/usr/lib/python3/dist-packages" /usr/bin/python3 - <<'END'
import datetime
import sys

from dateutil.rrule import rrulestr

first, last = datetime.datetime(2026, 1, 1), datetime.datetime(2027, 12, 31)
seen = {}
for week in (53, 52):
    rule = rrulestr(f"FREQ=YEARLY;BYWEEKNO={week};BYDAY=SA;WKST=SU", dtstart=datetime.datetime(2026, 1, 10))
    seen[week] = [day.date().isoformat() for day in rule.between(first, last, inc=True)]
    print(f"week {week} -> {', '.join(seen[week]) or 'none'}")
sys.exit(0 if seen == {53: ["2027-01-02"], 52: []} else 1)
END
