# What conversations say, in English. HTML here is Telegram's; values are escaped before they are put in.

## Commands, a line each
command-start = subscribe
command-brief = a brief now; add a name, country or date
command-meetings = who is meeting whom
command-upcoming = conferences and summits
command-who = what is known of somebody
command-search = stored articles
command-schedule = when your briefs come
command-pause = no briefs for a while
command-resume = go on
command-stop = unsubscribe
command-settings = length, sections, quiet hours, language
command-export = everything stored about you, as a file
command-forget = delete everything stored about you
command-privacy = what is kept, and for how long
command-about = which version this is, and whose work it uses
command-help = what I can do

## Starting
welcome = I am <b>attache</b>. I read the news and tell you <b>who is meeting whom</b> and <b>what is coming up</b>, every line with its proof.
welcome-subscribed = You are subscribed; your next brief comes { $next }.
welcome-follow = What should come first?
welcome-empty = I have read no article yet; your briefs fill as soon as I have.
welcome-empty-owner = I have read no article yet. To begin, load the sample articles, add a starter pack of sources, or send me an article.
welcome-first = First comes: <b>{ $followed }</b>.
welcome-all = Everything, then: what changed comes first.
welcome-hours = When should I brief you? Tap, or type an hour of your own. Hours are { $zone } time; it is { $now } there.
welcome-done = That is all. /watch follows more, /schedule and /settings change anything, or just ask me.
welcome-back = You are subscribed; the next brief comes { $next }. /schedule changes that, /help tells the rest.
samples-loaded = { $n ->
    [one] One sample article read.
   *[other] { $n } sample articles read.
}
pack-added = { $n ->
    [one] One source added; its articles come in within minutes.
   *[other] { $n } sources added; their articles come in within minutes.
}
reading-now = Reading…
claim-spent = This link has been used already, or was never mine. `attache run` prints a new one while nobody owns the bot.
you-own = You own this bot now.
watching-now = Following <b>{ $word }</b>: it comes first in your briefs.
access-asked = I have asked the owner. You will hear from me.
access-asked-before = The owner has been asked already.
access-already = You already have access: /start
stranger = This bot answers those its owner let in.
admitted = { $user } is in.
not-admitted = { $user } stays out.
added-to-group = I can brief this chat: an admin sends /start here.
request-for-access = <b>{ $name }</b> asks for access.
access-granted = The owner let you in. /start
access-refused = The owner did not let you in.

## Schedules
schedule =
    <b>{ $times }</b>, { $days }, { $zone } time (now { $now }).
    Next brief { $next }.
every-day = every day
day-and-hour = { $day }, { $time }
next-none = not at all: you are not subscribed
next-paused = after the pause, { $until }
next-resume = after /resume: briefs are paused
next-minutes = in { $minutes ->
        [one] one minute
       *[other] { $minutes } minutes
    }
next-today = at { $time }
next-tomorrow = tomorrow at { $time }
next-later = on { $day } at { $time }
last-hour = One hour must stay; /stop unsubscribes.
most-hours = { $most } briefs a day are the most.
last-day = One day must stay; /stop unsubscribes.
ask-city = Which city are you in? Type it, or share your location.
ask-city-in-group = Say it with the command, for example: /schedule Cairo
which-city = Which one?
city-unknown = I know no place called “{ $city }”. A larger city nearby, or a zone such as Europe/Moscow?
location-unknown = I cannot tell the time zone there. Type a city instead.
zone-understood = { $zone } time, then.
zone-same = You are in { $zone } time already. The next brief comes { $next }.
zone-moved = It is { $here } time where you are; your briefs come by { $before } time. Should they move with you?
paused = Paused until you say /resume.
paused-until = Paused until { $until }. One catch-up brief comes then; /resume ends it sooner.
resumed = Here again. What you missed comes as one brief; after it, the next one { $next }.
not-paused = You were not paused. The next brief comes { $next }.
stopped = Unsubscribed. What you chose is kept: /start brings it back.
not-subscribed = You are not subscribed. /start subscribes.
unclear-schedule = Say when, for example: 07:30 19:00 weekdays Europe/Moscow
unclear-schedule-word = “{ $words }” is no time, weekday or place that I know. For example: 07:30 19:00 weekdays Europe/Moscow
unclear-time = “{ $words }” is no time of day. For example: 07:30 or 7.30pm
unclear-quiet = Say from when to when, for example 22:00-07:00, or: off
unclear-pause = A pause ends after now and within a year. For example: 3d, 2w, until 20 May
unclear-pause-words = “{ $words }” is no length of time and no date. For example: 3d, 2w, until 20 May, until Friday
unclear-zone = “{ $words }” is no time zone; write one like Europe/Moscow

## Settings
settings = <b>Settings</b>
settings-length = Length: { $length }
settings-sections = Sections: { $sections }
settings-quiet = Quiet hours: { $quiet }
settings-silent = Silent delivery: { $state }
settings-news = Also in the news: { $state }
settings-pictures = Pictures: { $state }
settings-language = Language: { $language }
settings-elsewhere = Hours, weekdays and zone: /schedule. What comes first: /watching.
setting-on = on
setting-off = off
setting-none = none
length-short = short
length-standard = standard
length-full = full
section-changed = changes
section-today = today
section-coming = next 7 days
section-later = later
section-conferences = conferences
section-held = held
last-section = One section must stay.
ask-quiet = From when to when should I be quiet? For example 22:00-07:00, or: off

## What is kept
export-caption = Everything that I have stored about you and this chat.
export-caption-group = Everything that I have stored about this chat.
forget =
    This deletes everything that I have stored about you: subscription, watches, settings, what was sent to you, your reports, your access. It cannot be undone. Articles that you sent in stay, without your name.

    /export gives you a copy first. Delete everything?
forget-owner =
    This deletes everything that I have stored about you: subscription, watches, settings, what was sent to you, your reports. <b>You would no longer own this bot</b>, unless its configuration names you. It cannot be undone.

    /export gives you a copy first. Delete everything?
forget-group =
    This deletes everything that I have stored about this chat: subscription, watches, settings, what was sent here. It cannot be undone.

    /export gives you a copy first. Delete everything?
forget-kept = Nothing was deleted.
forgotten = Deleted. Nothing about you is left here; /start begins anew.
privacy =
    <b>What is kept</b>, on the owner’s own machine and nowhere else:
    • your Telegram id, name, language and role;
    • your schedule, watches and settings, until you say /forget;
    • what was sent to you: that it was sent for { $deliveries ->
        [one] one day
       *[other] { $deliveries } days
    }, its text only until it has arrived;
    • what you write: until it is answered; that it came, without its text, for { $updates ->
        [one] one day
       *[other] { $updates } days
    };
    • articles that you send in: without your name, like any other.

    Nothing goes to third parties; no analytics. Backups that the owner made before a /forget keep what they hold until the owner deletes them. /export shows everything, /forget deletes it.
about-bot =
    <b>attache</b> { $version }: a press attaché that you run yourself. It holds { $articles ->
        [one] one article
       *[other] { $articles } articles
    } and { $entries ->
        [one] one agenda entry
       *[other] { $entries } agenda entries
    }.

    Free software under the MIT licence. It reads with spaCy, knows places from GeoNames (CC BY 4.0) and names of countries and days from the Unicode CLDR.

## Asking
understood = <i>{ $what }</i>
did-you-mean = Did you mean { $names }?
calendar-caption = { $n ->
        [one] One entry
       *[other] { $n } entries
    } of the agenda, for your calendar.
calendar-empty = Nothing of that has a date: { $what }
nothing-known = I know nothing of “{ $words }” yet. Try a name, a country or a date: “Syria tomorrow”. { $n ->
    [0] {""}
    [one] One stored article mentions it.
   *[other] { $n } stored articles mention it.
}
button-stored = Show
courtesy-thanks = You are welcome.
courtesy-greeting = Good day. Ask me who is meeting whom, or what is coming up: “who is Putin meeting this week?”
courtesy-farewell = Goodbye.
courtesy-assent = Good. /help tells what else I can do.
wordless = I understand words: a name, a country, a date. For example: “Syria tomorrow”.
search-what = What should I look for? For example: /search Geneva talks
search-nothing = No stored article holds “{ $words }”.
search-found = { $total ->
        [one] One article holds
       *[other] { $total } articles hold
    } “{ $words }”:
who-what = Whom? For example: /who Lavrov
who-nobody = I have read nothing about “{ $name }”.

## Feeding
took-stored = Stored: <b>{ $title }</b>
took-duplicate = I have that already: <b>{ $title }</b>
took-refused = Not stored: { $reason }
took-unread = Not read: { $reason }
took-nothing = I found no meeting, visit, call or conference in it.
took-many = Stored { $stored }, known already { $known }, refused { $refused }.
photo-refused = I cannot read pictures. Send the text, a link or a file.
date-unclear = I cannot make a date of “{ $words }”. For example: 14 May 2013
file-too-large = The file is too large: 20 MB is the most that I can fetch.
no-text = There is no text in it.

## Evidence
evidence-which = Which line?
not-correctable = “{ $field }” cannot be corrected.
correction-unclear = I cannot make a correction of “{ $value }”.
join-two = It takes two entries to join them.
split-some = Name some of the articles, and leave others.
no-such-edit = That was not changed by hand, or it was taken back already.
entry-gone = That entry is gone; a later article or an editor changed it.

## Refusals
refused = { $reason }
not-allowed = You may not do that here.
only-for-admins = That is for the admins of this chat.
only-in-private = That works in our private chat.
button-stale = This button is too old. Ask again.
failed = Something went wrong on my side. It has been logged; nothing that was stored is lost.
failed-disk-full = My disk is full. Nothing that was stored is lost; the owner has to make room.
unknown-command = I do not know that. /help tells what I can do.
unknown-command-near = I do not know that. Did you mean /{ $command }?

## Help
help-intro = <b>attache</b> reads the news and briefs you on who is meeting whom and what is coming up.
help-more = Or just ask: “who is Putin meeting this week?” Send me an article, a link or a file, and I read it.

## Buttons
button-request-access = Request access
button-let-in = Let in
button-refuse = Refuse
button-everything = Everything
button-other-city = Other city
button-days = Days
button-hours = Hours
button-add-hour = Add { $time }
button-undo = Undo
button-sections = Sections
button-quiet = Quiet hours
button-quiet-off = No quiet hours
button-other-hours = Other hours
button-silent = Silent
button-news = In the news
button-pictures = Pictures
button-language = Language
button-forget = Delete everything
button-keep = Keep it
button-resume = Resume
button-start-again = Subscribe again
button-samples = Sample articles
button-pack = { $name } ({ $n ->
    [one] { $n } source
   *[other] { $n } sources
})
button-use-zone = { $zone } time
button-keep-zone = Keep { $zone }
button-share-location = Share my location
button-more = More
button-left-out = +{ $n } more
left-out-of = Left out of the brief of { $day }
button-back = Back
button-newer = Newer
button-older = Older
button-today = Today
button-yesterday = Yesterday
button-evidence = Evidence
button-calendar = Calendar
button-wrong = Wrong?

## Beside conversations
profile-description = I read the news and brief you, at your hour, on who is meeting whom and what conferences are coming up. Every line comes with its proof.
profile-short = Who is meeting whom, and what is coming up: short cited briefs.
may-be-a-repeat = This may be a repeat: I do not know whether it arrived before.
chat-closed = “{ $title }” gets no briefs any more ({ $reason }).
alarm-silence = { $due } briefs were due today and none was sent. /admin tells more.
too-many-watches = { $most } watches are the most.
not-watching = “{ $word }” is not followed here.
too-many-submissions = { $most } an hour are the most; wait a little.
refusal-source = That is no source I can use: { $reason }.
no-such-source = There is no such source.
no-article = That article is gone, or its text is no longer kept. Send it again.
report-decided = That report has been decided already.
report-accepted = Thank you: an editor accepted your correction “{ $words }”. Later briefs and calendars follow it.
report-refused = Thank you: an editor looked at “{ $words }” and left it as it is.
report-needs-splitting = Say which articles belong to the other event.

## Following (watches and alerts)
command-watch = follow a name, country or topic
command-unwatch = stop following
command-watching = what is followed here
watch-what = What should I follow? For example: /watch Syria, /watch Lavrov, /watch NATO
watch-did-you-mean = I know nothing of “{ $word }” yet. Did you mean:
watch-followed = Following <b>{ $word }</b>: it comes first in your briefs, and what happens to it alerts you.
watch-panel = You follow <b>{ $word }</b>.
watch-matches = On the agenda now: { $n ->
        [one] one entry
       *[other] { $n } entries
    }.
watch-matches-nothing = Nothing on the agenda matches it yet; I tell you when something does.
watch-alerts-hint = Tap what should count and what should alert you.
watch-gone = That is not followed here any more.
watching = You follow:
watching-line = <b>{ $word }</b> ({ $n })
watching-nothing = Nothing is followed here. /watch Syria would change that.
unwatched = <b>{ $word }</b> is not followed any more.
unwatch-which = Which one?
pinned-mark = 📌{" "}
muted = No more alerts about this event: { $what }
mute-which = No more alerts about which event?
button-follow-anyway = Follow “{ $word }” as it is
button-scope-any = Any mention
button-scope-part = Only participants
button-alert-new = New
button-alert-moved = Moved
button-alert-cancelled = Cancelled
button-alert-held = Held
button-alert-overdue = Overdue
button-alert-hour-before = An hour before
button-pin = Always a line
button-unwatch = Unfollow
button-mute = Mute event
alert-about = You follow { $words } ({ $kinds }):
alert-new = new
alert-moved = new date
alert-cancelled = off
alert-held = held
alert-overdue = no report that it was held
alert-hour-before = within the hour
## The owner and sources
command-sources = sources, and how they do
command-addsource = read a source from now on
command-removesource = read a source no more
command-admin = how I do, and the owner's business
command-people = who may do what
role-owner = owner
role-editor = editor
role-contributor = contributor
role-reader = reader
role-given = You are { $role } here from now on.
owner-stays = An owner must remain, and those named in the configuration stay.
people = { $n ->
    [one] One person has a role. Tap to change it.
   *[other] { $n } people have a role. Tap to change one.
}
people-none = Nobody has a role yet but those named in the configuration.
people-more = /people and a name finds anybody who has subscribed.
people-found = { $n ->
    [0] I know nobody called “{ $words }”.
    [one] One person is called “{ $words }”.
   *[other] { $n } people are called “{ $words }”.
}
person =
    <b>{ $name }</b> is { $role }.
    A reader asks and subscribes, a contributor also sends articles, an editor also looks after sources and corrects, adds, joins and splits lines.
panel = How I do
panel-stored = Articles { $articles }, agenda entries { $entries }
panel-subscribers = Subscribers { $active }, inactive { $inactive }
panel-sent = Briefs sent today { $sent }; messages owed now { $owed }
panel-oldest = The oldest of them has waited { $age }
panel-unknown = Arrival unknown today: { $n }
panel-refused = Not delivered today, { $reason }: { $n }
panel-minute = { $time }: { $n ->
    [one] one brief
   *[other] { $n } briefs
}, late by { $mean } on average, { $worst } at worst
panel-sources = Sources { $n }, failing { $failing }
panel-failing = – { $name }: { $trouble }
panel-reports = Readers' corrections waiting for an editor: { $n }
panel-waiting = Waiting to be let in: { $n }
panel-reading-off = READING IS OFF: { $reason }
panel-disk = Disk: { $megabytes } MB free
panel-as-of = <i>as of { $time }</i>
announcement-what = What shall I tell everybody? Write it as one message; I show it to you first.
announcement-long = { $most } characters are the most.
announcement-preview = { $n ->
    [one] One subscriber gets this:
   *[other] { $n } subscribers get this:
}
announcement-sent = { $n ->
    [one] On its way to one subscriber.
   *[other] On its way to { $n } subscribers.
}
announcement-cancelled = Nothing was sent.
subscribers-file = All subscribers with their hours, watches and settings. Send me this file to bring them back, here or at another bot of yours.
subscribers-taken = { $n ->
    [one] One subscriber brought back.
   *[other] { $n } subscribers brought back.
}
no-subscriber = Line { $line } of the file is no subscriber; nothing was changed.
sources-head = <b>{ $n ->
    [one] One source
   *[other] { $n } sources
}</b>{ $failing ->
    [0] {""}
   *[other] , { $failing } failing
}
sources-none = No sources yet. /addsource https://… adds one, an OPML file brings many, and there are starter packs.
sources-file = All sources. Any feed reader takes this file.
source-well = { $name }: { $n ->
    [one] one article
   *[other] { $n } articles
}, asked { $minutes ->
    [0] just now
    [one] a minute ago
   *[other] { $minutes } minutes ago
}
source-ailing = { $name } ({ $n ->
    [one] one article
   *[other] { $n } articles
}): { $trouble }
source-since = (since { $since } UTC)
source-retired = { $name }: retired, { $n ->
    [one] one article
   *[other] { $n } articles
} kept
source-unasked = { $name }: not asked yet
source-which = Which address? For example: /addsource https://example.org/news
source-no-feed = There is no feed at that address, and its page names none.
source-several = { $n ->
    [one] One feed is there.
   *[other] { $n } feeds are there. Which?
}
source-added = Added: <b>{ $name }</b>. Its articles come in within minutes.
source-removed = Removed: <b>{ $name }</b>. Its articles stay.
source-remove-which = Which one?
packs = Sources by desk:
packs-none = There are no starter packs.
opml-taken = Sources added: { $new }; known already: { $known }.
button-refresh = Refresh
button-people = People
button-sources = Sources
button-message-all = Message all
button-subscribers-file = Subscribers as a file
button-send = Send
button-cancel = Cancel
button-remove = Remove
button-packs = Starter packs
button-opml = As a file

## What was sent in
took-undated = { $n ->
    [one] It does not say when it was published, so “Monday” could be any Monday. When was it? Type a date, or tap.
   *[other] { $n } of them do not say when they were published, so “Monday” could be any Monday. If it was one day for all: type it, or tap.
}
took-dated = { $n ->
    [one] <b>{ $title }</b>: published { $day }, read again.
   *[other] { $n } articles: published { $day }, read again.
}
took-version = It is another version of an article that I have.
recording-refused = I cannot listen or watch. Send the text, a link or a file.
date-ahead = “{ $words }” is still to come; nothing is published then yet. When was it published?
file-not-fetched = Telegram did not hand the file over. Send it again.

## Groups and channels
help-group = I brief this chat on who is meeting whom and what is coming up. Anybody here may ask /brief, /meetings, /upcoming and /who; an admin settles /schedule. More in our private chat.
added-to-channel = I am in the channel “{ $title }” now. Should it get briefs? (An admin can also post /start there.)
chat-subscribed = “{ $title }” gets briefs; the next one comes { $next }. Post /schedule there to change the hours.
chat-cannot-post = I may not post in “{ $title }”. Give me the right to post messages there.
chat-asked = This bot serves those its owner let in; the owner has been asked about this chat.
chat-gone = I am not in that chat any more.
button-subscribe-chat = Subscribe it
command-calendar = the agenda for your calendar

## Corrections
command-corrections = readers' corrections that wait for an editor
wrong-which = Which line is wrong?
wrong-what = What is wrong?
button-wrong-date = The date
button-wrong-people = The people
button-wrong-place = The place
button-wrong-not-held = It did not happen
button-wrong-not-one = Not one event
button-wrong-name = The name
button-wrong-status = The status
wrong-words-date = When is it, then? Write the date, for example: 15 May 2013 ({ $what })
wrong-words-people = Who meets whom, then? Write all names, with commas ({ $what })
wrong-words-place = Where is it, then? ({ $what })
wrong-words-not-held = How do you know? A sentence or a link helps the editor. ({ $what })
wrong-words-name = What is it called, then? ({ $what })
wrong-words-status = What has become of it? ({ $what })
wrong-words-not-one = What are the two events? ({ $what })
wrong-thanks = Thank you. An editor looks at it; you will hear from me.
wrong-stopped = All right, nothing was reported.
wrong-is-date = the date
wrong-is-people = the people
wrong-is-place = the place
wrong-is-not-held = it did not happen
wrong-is-not-one = it is not one event
report-by = <b>{ $name }</b> reports as wrong: { $what }
report-words = “{ $words }”
report-proposed = Accepted, it would become: <b>{ $value }</b>
button-accept = Accept
button-change = Change
button-split = Split
split-which = Which articles tell of the other event?
correction-accepted = Accepted: { $what }. The next briefs lead with it.
correction-refused = Refused: { $what } stays as it is.
corrections-none = No correction waits for an editor.

## What editors do by hand
command-add = put on the agenda what no article told
command-join = make two entries one
command-edits = what you changed by hand, with Undo
add-ask-kind = What shall I put on the agenda? Choose, or write it in one line, for example: meeting Merkel – Macron, Berlin, next Friday, on trade
add-ask-kind-of = And what is it?
add-ask-who = Who meets whom? Write all names, with commas.
add-ask-travels = Who travels? The host can follow after a comma.
add-ask-name = What is the conference called?
add-ask-when = When? A date as you would say it: next Friday, 3 December 10:00 GMT, early June.
add-ask-place = Where? The town, perhaps the country.
add-ask-topic = What is it about?
add-ask-status = How does it stand?
add-ask-hedge = How sure is it? Write the word of doubt, for example: likely
add-change = What should be changed?
add-preview = <b>I would add this line:</b>
add-understood = { $kind }, { $when }
add-dated = { $dates } – right?
add-undated = without a date
add-known = The agenda has this already, it seems. If it is the same event, do not add it:
add-stopped = All right, nothing was added.
button-add = Add
button-no-date = No date yet
button-not-stated = Not stated
button-tomorrow = Tomorrow
button-add-kind = Kind
button-add-who = Who
button-add-name = Name
button-add-when = When
button-add-place = Where
button-add-topic = About
button-add-status = Status
button-add-hedge = Doubt
kind-one-meeting = Meeting
kind-one-talks = Talks
kind-one-visit = Visit
kind-one-call = Call
kind-one-conference = Conference
kind-unclear = “{ $words }” is no kind of entry. Meeting, talks, visit, call or conference?
who-unclear = Somebody has to take part. Write the names, with commas.
name-unclear = A conference needs a name.
name-in-latin = I do not know “{ $words }” yet. Articles write names in Latin letters: please write it so, for example Angela Merkel.
status-unclear = “{ $words }” is no status. Planned, held, postponed or cancelled?
join-what = Which entry should be joined with another? Write a name or words of it.
join-first = Which one is it?
join-second = With which one? Tap it, or write words of another.
join-nothing = I find no entry by “{ $words }”. Other words?
join-nobody = I find none that could be the same event. Write words of the other one.
join-preview = <b>The two as one line</b>, resting on { $n ->
    [one] one report
   *[other] { $n } reports
}:
button-join = Join
button-correct = Correct
split-one = Only one report tells of it; there is nothing to split.
split-by-hand = added by { $name }
mend-preview = <b>The line would be:</b>
mend-strike = <b>Strike this line out?</b> Briefs say so once and tell it no more.
edit-stopped = All right, nothing was changed.
edit-done-added = <b>Added.</b> It stays, whatever articles tell; those about it join it.
edit-done-joined = <b>Joined.</b> Later articles find the one entry.
edit-done-split = <b>Split.</b> What is left here:
edit-done-corrected = <b>Corrected.</b> It holds against later articles; sent briefs of the last day are amended.
edit-added = added { $what }
edit-joined = joined { $what }
edit-split = split { $what }
edit-corrected = corrected { $what }
edit-by = { $day }, by { $name }
edit-taken-back = taken back
edit-undone = Taken back: { $what } is off the agenda again.
edit-undone-now = Taken back. It stands as before:
edits-own = <b>What you changed by hand</b>, the newest first:
edits-all = <b>What editors changed by hand</b>, the newest first:
edits-none = Nothing was changed by hand. /add puts an event on the agenda; Evidence shows what can be done to a line.
button-undo-number = Undo { $number }
button-edits-own = My edits
button-edits-all = Everybody’s
