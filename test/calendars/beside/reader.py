"""The independent reader: python3-icalendar and python3-recurring-ical-events of Debian.

Takes lines of JSON, each {"id", "file", "from", "to"}, and answers each with {"id", "days"} or {"id", "error"}. From the
occurrences that the library names it takes the whole days by the rules that docs/calendars.md states; which day an entry
falls on, how it repeats and what is taken out of it is the library's word alone.
"""
import datetime
import json
import re
import signal
import sys

import icalendar
import recurring_ical_events

# The pattern of Debian's 4.0.3 knows ordinals of one digit alone, and drops the rule of BYDAY=20MO without a word. Later versions
# have two; so has this.
icalendar.prop.WEEKDAY_RULE = re.compile(r"(?P<signal>[+-]?)(?P<relative>[\d]{0,2})(?P<weekday>[\w]{2})$")

LONGEST = 31
LONGEST_NAME = 80
DAY = datetime.timedelta(days=1)


class TooSlow(Exception):
    pass


def ring(_signal, _frame):
    raise TooSlow("more than twenty seconds")


def name_of(event):
    said = re.sub(r"[\x00-\x1f\x7f-\x9f\s]+", " ", str(event.get("SUMMARY", ""))).strip()
    return said[:LONGEST_NAME].strip() or "–"


def is_utc(moment):
    return moment.tzinfo is not None and str(moment.tzinfo) == "UTC"


def whole_days(event):
    """The days of one occurrence, or none where it is about no whole days."""
    start = event["DTSTART"].dt
    end = event["DTEND"].dt if "DTEND" in event else None
    if end is None and "DURATION" in event:
        end = start + event["DURATION"].dt
    if not isinstance(start, datetime.datetime):
        if end is None:
            return [start]
        last = end - DAY
        if isinstance(end, datetime.datetime):
            last = (end - datetime.timedelta(minutes=1)).date()
        return days_between(start, max(start, last))
    if is_utc(start) or (start.hour, start.minute, start.second) != (0, 0, 0) or end is None:
        return []
    if isinstance(end, datetime.datetime):
        if is_utc(end):
            return []
        late = (end.hour, end.minute) == (23, 59)
        if not late and (end.hour, end.minute, end.second) != (0, 0, 0):
            return []
        last = end.date() if late else end.date() - DAY
    else:
        last = end - DAY
    return days_between(start.date(), last) if last >= start.date() else []


def days_between(first, last):
    return [first + index * DAY for index in range(min(LONGEST, (last - first).days + 1))]


def days_of(text, first, last):
    found = set()
    for calendar in icalendar.Calendar.from_ical(text, multiple=True):
        occurrences = recurring_ical_events.of(calendar).between(first - LONGEST * DAY, last + DAY)
        for event in occurrences:
            if str(event.get("STATUS", "")).upper() == "CANCELLED":
                continue
            if str(event.get("X-APPLE-SPECIAL-DAY", "")).upper() == "ALTERNATE-WORKDAY":
                continue
            name = name_of(event)
            for day in whole_days(event):
                if first <= day <= last:
                    found.add(f"{day.isoformat()} {name}")
    return sorted(found)


def main():
    signal.signal(signal.SIGALRM, ring)
    for line in sys.stdin:
        task = json.loads(line)
        answer = {"id": task["id"]}
        signal.alarm(20)
        try:
            with open(task["file"], encoding="utf-8", errors="replace", newline="") as file:
                text = file.read()
            first, last = (datetime.date.fromisoformat(task[key]) for key in ("from", "to"))
            answer["days"] = days_of(text, first, last)
        except Exception as error:  # what it cannot read it says in many ways
            answer["error"] = f"{type(error).__name__}: {error}"[:200]
        signal.alarm(0)
        print(json.dumps(answer), flush=True)


main()
