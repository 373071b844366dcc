# Что говорят сводки, по-русски. Даты, месяцы и страны даёт CLDR; цитаты остаются на языке статьи.

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
heading-corrected = ИСПРАВЛЕНО
heading-changed = ИЗМЕНИЛОСЬ
heading-overdue = СООБЩЕНИЙ ПОКА НЕТ
heading-today = СЕГОДНЯ, { $date }
heading-coming = БЛИЖАЙШИЕ 7 ДНЕЙ
heading-later = ПОЗЖЕ
heading-conferences = КОНФЕРЕНЦИИ
heading-held = СОСТОЯЛОСЬ
heading-off = ОТМЕНЕНО ИЛИ НЕ ПОДТВЕРДИЛОСЬ
heading-news = ТАКЖЕ В НОВОСТЯХ
heading-watched = ВЫ СЛЕДИТЕ
heading-evidence = Источники
heading-continued = { $heading } (продолжение)

## Who, where, about what
with-visit = { $who } — поездка, { $place }
with-visit-held = { $who } — поездка, { $place }
with-visit-nowhere = { $who } — поездка
with-call = { $who }, разговор
with-topic = тема — { $topic }
one-of-places = { $places } (сообщения расходятся)
or-place = { $first } или { $second }

## Whether it happens
status-planned = запланировано
status-proposed = предложено
status-ongoing = идёт
status-held = состоялось
status-postponed = перенесено
status-cancelled = отменено
status-ruled-out = исключено
quoted = «{ $words }»
status-quoted = { $status }, «{ $words }»
said-when = { $said }, { $when }
postponed-to = перенесено: { $when }
postponed-hedged = перенесено, «{ $words }»: { $when }
postponed-open = перенесено, новой даты нет
was-due = срок был: { $when }
under-way-to = идёт до: { $day }
day-of-days = день { $n } из { $of }, до: { $day }
last-of-days = день { $n } из { $of }
overdue = { $said }: { $when }; сообщений о том, что состоялось, нет
overdue-ongoing = шло: { $when }; новых сообщений нет
claimed = по словам одной стороны: { $who }
new = новое

## What changed
was-status = было: { $status }
was-window = было: { $when }
was-window-open = даты не было
was-place = место было: { $place }
was-place-open = место не называлось
was-hedged = было «{ $words }»
was-firm = было без оговорок
corrected-from = исправлено; было: { $was }
corrected = исправлено
uncorrected = правка редактора отменена; было: { $was }
restored = возвращено редактором
removed = вычеркнуто редактором
revived = снова в силе

## Blanks
blank-hour = час не указан
blank-host = принимающая сторона не названа
blank-counterpart = собеседник не назван
blank-place = место не указано
blank-date = дата не указана
blank-names = имена не названы

## When
today = сегодня
in-days = { $n ->
    [1] завтра
    [one] через { $n } день
    [few] через { $n } дня
   *[other] через { $n } дней
}
in-days-range = через { $from }–{ $to } { $to ->
    [one] день
    [few] дня
   *[other] дней
}
within-days = в течение { $n ->
    [one] { $n } дня
   *[other] { $n } дней
}
ends-today = последний день
days-ago = { $n ->
    [1] вчера
    [one] { $n } день назад
    [few] { $n } дня назад
   *[other] { $n } дней назад
}
days-ago-range = { $from }–{ $to } { $to ->
    [one] день
    [few] дня
   *[other] дней
} назад
bracketed = { $words } ({ $inside })
this-week = на этой неделе
next-week = на следующей неделе
last-week = на прошлой неделе
later-this-week = позже на этой неделе
weekend = в выходные
week-of-month = { $n ->
    [1] первая
    [2] вторая
    [3] третья
   *[other] четвёртая
} неделя { $month }
early-month = начало { $month }
mid-month = середина { $month }
late-month = конец { $month }
first-half = первая половина { $month }
second-half = вторая половина { $month }
late-or-early = конец { $first } или начало { $second }
by-end-of-month = до конца { $month }
by-end-of-year = до конца { $year } года
whole-year = { $year } год
not-before = не раньше { $day }
by-day = не позже { $day }
months = { $first }–{ $last } { $year }
hour-reader = { $hour } { $zone }
hour-both = { $hour } { $zone } ({ $stated })
hour-unzoned = { $hour }, часовой пояс не указан

## Citations and the last lines
citation = { $source }, { $date }
citation-undated = { $source }, дата не указана
citation-quote = { $citation }: «{ $quote }»
an-editor = редактор
citation-editor = внесено редактором
citation-by-hand = добавлено редактором, { $date }
citation-unnamed = источник не назван
more = { $n ->
    [one] и ещё { $n }
   *[other] и ещё { $n }
}
sources = { $n ->
    [one] { $n } источник
    [few] { $n } источника
   *[other] { $n } источников
}
written = { $hour }, { $zone }
next = следующая { $at }
late = с опозданием: срок был { $due }, известное на { $hour }
sources-read = { $n ->
    [one] прочитан { $n } источник
    [few] прочитаны { $n } источника
   *[other] прочитано { $n } источников
}
sources-failing = с ошибкой: { $n }
empty-new = Нового нет: новых записей нет
empty-asked = Ничего не найдено
empty-agenda = Повестка пока пуста
nothing-found = { $word }: ничего не найдено
unread = { $n ->
    [one] { $n } статья сохранена, не прочитана
    [few] { $n } статьи сохранены, не прочитаны
   *[other] { $n } статей сохранено, не прочитано
}: { $why }
unread-model = нет языковой модели
about = тема: { $words }

## Calendars
calendar-gone = больше не в списке: { $what }
calendar-gone-why = Запись объединена с другой или снята.
calendar-name = Встречи и конференции

## Evidence of one line
proof-reports = Сообщения
added-by = добавлено вручную ({ $name }, { $day }); статьи об этом нет
proof-meanings = Понято так
proof-history = История
also-in = также в { $sources }
means = «{ $words }»: { $who }
dates-counted = { $dates }: названо или отсчитано от публикации { $day }
earlier-changes = не показано более ранних изменений: { $n }
ledger-first-report = первое сообщение
ledger-added = добавлено вручную
ledger-status = статус
ledger-window = дата
ledger-place = место
ledger-participants = участники
ledger-certainty = уверенность
ledger-name = название
ledger-correction = исправлено
ledger-revived = снова в силе
ledger-joined = объединено с другой записью редактором
ledger-split = отделено от другой записи редактором
ledger-undone = правка отменена редактором
ledger-removed = вычеркнуто редактором
firm = без оговорок
not-stated = не указано

## Cards
card-next = Дальше
card-last = Раньше
card-most = Чаще всего встречи с
card-met = { $name } ({ $n })
card-nothing = встреч не известно

## Pictures
picture-network = Кто с кем встречается
picture-timeline = Ближайшие недели
legend-over = состоялось
legend-ahead = запланировано
legend-vague = дата неточная
legend-unsure = с оговоркой или предложено

## What a question was understood to ask
kind-meeting = встречи
kind-talks = переговоры
kind-visit = поездки
kind-call = разговоры
kind-conference = конференции
unknown-word = «{ $word }»: неизвестно
