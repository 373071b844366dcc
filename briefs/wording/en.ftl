# What briefs say, in English. Dates, month and country names come from CLDR; evidence stays in the article's language.

## Patterns of dates (CLDR)
pattern-day = EEE d MMM
pattern-day-year = EEE d MMM y
pattern-date = d MMM
pattern-date-year = d MMM y
pattern-number = d
pattern-weekday-number = EEE d
pattern-month = LLLL
pattern-month-year = LLLL y
pattern-of-month = MMMM
pattern-of-month-year = MMMM y
pattern-short-month = LLL

## Headings
heading-corrected = CORRECTED
heading-changed = CHANGED
heading-overdue = NO REPORT YET
heading-today = TODAY, { $date }
heading-coming = NEXT 7 DAYS
heading-later = LATER
heading-conferences = CONFERENCES
heading-held = HELD
heading-off = OFF OR UNCONFIRMED
heading-news = ALSO IN THE NEWS
heading-watched = YOU FOLLOW
heading-evidence = Evidence
heading-continued = { $heading } (continued)

## Who, where, about what
with-visit = { $who } to { $place }
with-visit-held = { $who } in { $place }
with-visit-nowhere = { $who }, visit
with-call = { $who }, call
with-topic = on { $topic }
one-of-places = { $places } (reports differ)
or-place = { $first } or { $second }

## Whether it happens
status-planned = planned
status-proposed = proposed
status-ongoing = under way
status-held = held
status-postponed = postponed
status-cancelled = cancelled
status-ruled-out = ruled out
quoted = “{ $words }”
status-quoted = { $status }, “{ $words }”
said-when = { $said } { $when }
postponed-to = postponed to { $when }
postponed-hedged = postponed, “{ $words }” { $when }
postponed-open = postponed; no new date
was-due = was due { $when }
under-way-to = under way, to { $day }
day-of-days = day { $n } of { $of }, to { $day }
last-of-days = day { $n } of { $of }
overdue = { $said } { $when }; no report that it was held
overdue-ongoing = under way { $when }; no later report
claimed = according to { $who }
new = new

## What changed
was-status = was { $status }
was-window = was { $when }
was-window-open = had no date
was-place = place was { $place }
was-place-open = place was not stated
was-hedged = was “{ $words }”
was-firm = was firm
corrected-from = corrected; was { $was }
corrected = corrected
uncorrected = an editor’s correction taken back; was { $was }
restored = put back by an editor
removed = struck out by an editor
revived = on again

## Blanks
blank-hour = hour not stated
blank-host = host not stated
blank-counterpart = counterpart not stated
blank-place = place not stated
blank-date = date not stated
blank-names = names not stated

## When
today = today
in-days = { $n ->
    [1] tomorrow
   *[other] in { $n } days
}
in-days-range = in { $from }–{ $to } days
within-days = within { $n ->
    [1] 1 day
   *[other] { $n } days
}
ends-today = ends today
days-ago = { $n ->
    [1] yesterday
   *[other] { $n } days ago
}
days-ago-range = { $from }–{ $to } days ago
bracketed = { $words } ({ $inside })
this-week = this week
next-week = next week
last-week = last week
later-this-week = later this week
weekend = at the weekend
week-of-month = { $n ->
    [1] first
    [2] second
    [3] third
   *[other] fourth
} week of { $month }
early-month = early { $month }
mid-month = mid-{ $month }
late-month = late { $month }
first-half = first half of { $month }
second-half = second half of { $month }
late-or-early = late { $first } or early { $second }
by-end-of-month = by the end of { $month }
by-end-of-year = by the end of { $year }
whole-year = { $year }
not-before = not before { $day }
by-day = by { $day }
months = { $first }–{ $last } { $year }
hour-reader = { $hour } { $zone }
hour-both = { $hour } { $zone } ({ $stated })
hour-unzoned = { $hour }, zone not stated

## Citations and the last lines
citation = { $source }, { $date }
citation-undated = { $source }, date not stated
citation-quote = { $citation }: “{ $quote }”
an-editor = an editor
citation-editor = entered by an editor
citation-by-hand = added by an editor, { $date }
citation-unnamed = source not named
more = { $n ->
    [one] +{ $n } more
   *[other] +{ $n } more
}
sources = { $n ->
    [one] { $n } source
   *[other] { $n } sources
}
written = { $hour } { $zone }
next = next { $at }
late = late: was due { $due }, tells what was known at { $hour }
sources-read = { $n ->
    [one] { $n } source read
   *[other] { $n } sources read
}
sources-failing = { $n } failing
empty-new = Nothing new: no new entries
empty-asked = Nothing found
empty-agenda = The agenda is empty so far
nothing-found = { $word }: nothing found
unread = { $n ->
    [one] { $n } article
   *[other] { $n } articles
} stored, not read: { $why }
unread-model = no language model
about = about { $words }

## Calendars
calendar-gone = no longer listed: { $what }
calendar-gone-why = It was joined with another entry or taken off the agenda.
calendar-name = Meetings and conferences

## Evidence of one line
proof-reports = Reports
added-by = added by { $name }, { $day }; no article stands behind it
proof-meanings = Understood as
proof-history = History
also-in = also in { $sources }
means = “{ $words }”: { $who }
dates-counted = { $dates }: stated, or counted from its publication on { $day }
earlier-changes = { $n ->
    [one] { $n } earlier change
   *[other] { $n } earlier changes
} not shown
ledger-first-report = first reported
ledger-added = added by hand
ledger-status = status
ledger-window = date
ledger-place = place
ledger-participants = participants
ledger-certainty = certainty
ledger-name = name
ledger-correction = corrected
ledger-revived = on again
ledger-joined = joined with another entry by an editor
ledger-split = split from another entry by an editor
ledger-undone = an edit taken back by an editor
ledger-removed = struck out by an editor
firm = firm
not-stated = not stated

## Cards
card-next = Next
card-last = Last
card-most = Met most
card-met = { $name } ({ $n })
card-nothing = no meetings known

## Pictures
picture-network = Who meets whom
picture-timeline = The weeks ahead
legend-over = held
legend-ahead = planned
legend-vague = date not exact
legend-unsure = hedged or proposed

## What a question was understood to ask
kind-meeting = meetings
kind-talks = talks
kind-visit = visits
kind-call = calls
kind-conference = conferences
unknown-word = “{ $word }”: not known
