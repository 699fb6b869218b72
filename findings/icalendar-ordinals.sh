#!/bin/sh
# python3-icalendar 4.0.3-5 with python3-recurring-ical-events 2.0.1-1 (Debian bookworm): a yearly rule with a weekday of two digits,
# one of RFC 5545's own examples ("every 20th Monday of the year").
#
# Guessed: DTSTART;VALUE=DATE:20240513, RRULE:FREQ=YEARLY;BYDAY=20MO is 18 May 2026 and 17 May 2027, as BYDAY=2MO is right.
# Seen: no day at all, and no word of it: the pattern for weekdays knows one digit, the rule cannot be read, the property is
# kept as an error on the event, and the event is taken for one that does not repeat.
#
#   FREQ=YEARLY;BYDAY=20MO since 13 May 2024, in 2026 and 2027  -> none
#   FREQ=YEARLY;BYDAY=2MO since 8 January 2024                  -> 2026-01-12, 2027-01-11
#
# Why it matters: yearly days are gone from whatever shows them without an error. Exits with 1 when the behaviour has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get -qq -o APT::Sandbox::User=root download python3-icalendar=4.0.3-5 python3-recurring-ical-events=2.0.1-1 python3-x-wr-timezone \
  python3-dateutil python3-six python3-tz > /dev/null
for package in *.deb; do dpkg-deb -x "$package" .; done
PYTHONPATH="$folder/usr/lib/python3/dist-packages" /usr/bin/python3 - <<'END'
import datetime
import sys

import icalendar
import recurring_ical_events

TEXT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//y//EN
BEGIN:VEVENT
UID:1
DTSTAMP:20240101T000000Z
DTSTART;VALUE=DATE:{start}
RRULE:FREQ=YEARLY;BYDAY={day}
SUMMARY:M
END:VEVENT
END:VCALENDAR
"""
seen = []
for start, day in (("20240513", "20MO"), ("20240108", "2MO")):
    calendar = icalendar.Calendar.from_ical(TEXT.format(start=start, day=day).replace("\n", "\r\n"))
    found = recurring_ical_events.of(calendar).between(datetime.date(2026, 1, 1), datetime.date(2028, 1, 1))
    days = sorted(event["DTSTART"].dt.isoformat() for event in found)
    print(f"BYDAY={day} -> {', '.join(days) or 'none'}")
    seen.append(days)
sys.exit(0 if seen == [[], ["2026-01-12", "2027-01-11"]] else 1)
END
