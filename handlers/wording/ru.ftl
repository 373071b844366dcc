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
command-help = what I can do

## Starting
welcome = I am <b>attache</b>. I read the news and tell you <b>who is meeting whom</b> and <b>what is coming up</b>, every line with its proof.
welcome-subscribed = You are subscribed; your next brief comes { $next }.
welcome-follow = What should come first?
welcome-empty = I have read no article yet; your briefs fill as soon as I have.
welcome-empty-owner = I have read no article yet. To begin, load the sample articles, add a starter pack of sources, or send me an article.
welcome-first = First comes: <b>{ $followed }</b>.
welcome-all = Everything, then: what changed comes first.
welcome-hours = When should I brief you? Hours are { $zone } time; it is { $now } there.
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

## Asking
understood = <i>{ $what }</i>
did-you-mean = Did you mean { $names }?
calendar-caption = The agenda, for your calendar.
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
took-undated = It does not say when it was published, so “Monday” could be any Monday. When was it? Type a date, or tap.
took-many = Stored { $stored }, known already { $known }, refused { $refused }.
photo-refused = I cannot read pictures. Send the text, a link or a file.
date-unclear = I cannot make a date of “{ $words }”. For example: 14 May 2013
file-too-large = The file is too large: 20 MB is the most that I can fetch.
no-text = There is no text in it.

## Evidence
evidence-which = Which line?
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
refusal-no-fetching = I cannot fetch addresses yet; send the text or a file.
no-such-source = There is no such source.
report-decided = That report has been decided already.
report-accepted = Thank you: an editor accepted your correction “{ $words }”. Later briefs and calendars follow it.
report-refused = Thank you: an editor looked at “{ $words }” and left it as it is.
report-needs-splitting = Say which articles belong to the other event.

## Following (watches and alerts)
command-watch = следить за именем, страной или темой
command-unwatch = больше не следить
command-watching = за чем здесь следят
watch-what = За чем следить? Например: /watch Сирия, /watch Лавров, /watch НАТО
watch-did-you-mean = О «{ $word }» пока ничего не известно. Может быть, это:
watch-followed = Слежу: <b>{ $word }</b>. В сводках это стоит первым, об изменениях сообщу сразу.
watch-panel = Вы следите: <b>{ $word }</b>.
watch-matches = Сейчас в повестке: { $n ->
        [one] { $n } запись
        [few] { $n } записи
       *[many] { $n } записей
    }.
watch-matches-nothing = В повестке об этом пока ничего нет; сообщу, когда появится.
watch-alerts-hint = Отметьте, что учитывать и о чём сообщать сразу.
watch-gone = За этим здесь больше не следят.
watching = Вы следите:
watching-line = <b>{ $word }</b> ({ $n })
watching-nothing = Здесь ни за чем не следят. Начать можно так: /watch Сирия
unwatched = Больше не слежу: <b>{ $word }</b>.
unwatch-which = За чем больше не следить?
pinned-mark = 📌{" "}
muted = Об этом событии больше не сообщаю: { $what }
mute-which = О каком событии больше не сообщать?
button-follow-anyway = Следить за «{ $word }» как есть
button-scope-any = Любое упоминание
button-scope-part = Только участники
button-alert-new = Новое
button-alert-moved = Перенос
button-alert-cancelled = Отмена
button-alert-held = Состоялось
button-alert-overdue = Просрочено
button-alert-hour-before = За час
button-pin = Строка всегда
button-unwatch = Не следить
button-undo = Вернуть
button-mute = Без уведомлений
alert-about = Вы следите: { $words } ({ $kinds }):
alert-new = новое
alert-moved = новая дата
alert-cancelled = не состоится
alert-held = состоялось
alert-overdue = нет сообщений, что состоялось
alert-hour-before = в ближайший час
