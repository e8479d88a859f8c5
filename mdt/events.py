"""Meetings in the format of calendars (RFC 5545, RFC 5546): a request, a cancellation, a feed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Timezone, TimezoneStandard, vCalAddress, vText
from icalendar import Event as Entry

HOSPITAL_ZONE = "Asia/Shanghai"
OFFSET = timedelta(hours=8)  # China has kept no summer time since 1991
ALARM_BEFORE = timedelta(minutes=30)
REFRESH = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One meeting for one person; name and address of who asks and who is asked. No patient, no disease."""

    uid: str
    sequence: int
    stamp: datetime
    starts_at: datetime
    duration_minutes: int
    summary: str
    text: str
    place: str
    url: str
    organizer: tuple[str, str]
    attendee: tuple[str, str]
    answer: str
    is_cancelled: bool


def request(event: Event) -> str:
    """An invitation, or with a higher sequence its change (METHOD:REQUEST)."""
    return _text("REQUEST", [event])


def cancellation(event: Event) -> str:
    """The meeting is off for this person (METHOD:CANCEL)."""
    return _text("CANCEL", [event])


def feed(events: Iterable[Event]) -> str:
    """All meetings of one person, for a calendar that reads them again and again (METHOD:PUBLISH)."""
    return _text("PUBLISH", events)


def _text(method: str, events: Iterable[Event]) -> str:
    calendar = Calendar()
    calendar.add("prodid", "-//BoneBoard//MDT//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if method == "PUBLISH":
        calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    calendar.add_component(_zone())
    for event in events:
        calendar.add_component(_entry(event, is_off=method == "CANCEL" or event.is_cancelled))
    text: str = calendar.to_ical().decode()
    return text


def _zone() -> Timezone:
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", HOSPITAL_ZONE)
    standard.add("dtstart", datetime(1991, 9, 15, 1))  # noqa: DTZ001 - a local time by definition
    standard.add("tzoffsetfrom", OFFSET)
    standard.add("tzoffsetto", OFFSET)
    standard.add("tzname", "CST")
    zone.add_component(standard)
    return zone


def _entry(event: Event, *, is_off: bool) -> Entry:
    entry = Entry()
    entry.add("uid", event.uid)
    entry.add("sequence", event.sequence)
    entry.add("dtstamp", event.stamp.astimezone(ZoneInfo("UTC")))
    starts_at = event.starts_at.astimezone(ZoneInfo(HOSPITAL_ZONE))
    entry.add("dtstart", starts_at)
    entry.add("dtend", starts_at + timedelta(minutes=event.duration_minutes))
    entry.add("summary", event.summary)
    entry.add("description", event.text)
    if event.place:
        entry.add("location", event.place)
    entry.add("url", event.url)
    entry.add("class", "PRIVATE")
    entry.add("status", "CANCELLED" if is_off else "CONFIRMED")
    entry["organizer"] = _person(event.organizer)
    entry.add("attendee", _asked(event), encode=False)
    if not is_off:
        entry.add_component(_alarm(event))
    return entry


def _person(who: tuple[str, str]) -> vCalAddress:
    name, address = who
    person = vCalAddress(f"mailto:{address}")
    person.params["cn"] = vText(name)
    return person


def _asked(event: Event) -> vCalAddress:
    """Answers are given on the page of the meeting, so the calendar is not asked to send one."""
    person = _person(event.attendee)
    person.params["role"] = vText("REQ-PARTICIPANT")
    person.params["partstat"] = vText(event.answer)
    person.params["rsvp"] = vText("FALSE")
    return person


def _alarm(event: Event) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event.summary)
    alarm.add("trigger", -ALARM_BEFORE)
    return alarm
