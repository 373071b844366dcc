# Что говорится в разговорах, по-русски. HTML здесь телеграмовский; подставляемое экранируется заранее.

## Commands, a line each
command-start = подписаться
command-brief = сводка сейчас; можно добавить имя, страну или дату
command-meetings = кто с кем встречается
command-upcoming = конференции и саммиты
command-who = что известно о человеке
command-search = сохранённые статьи
command-schedule = когда приходят сводки
command-pause = сделать перерыв
command-resume = продолжить
command-stop = отписаться
command-settings = длина, разделы, тихие часы, язык
command-export = всё, что о вас хранится, одним файлом
command-forget = удалить всё, что о вас хранится
command-privacy = что хранится и как долго
command-about = какая это версия и на чём она основана
command-help = что я умею

## Starting
welcome = Я — <b>attache</b>. Читаю новости и рассказываю, <b>кто с кем встречается</b> и <b>что намечается</b>; у каждой строки есть подтверждение.
welcome-subscribed = Вы подписаны; следующая сводка — { $next }.
welcome-follow = Что ставить на первое место?
welcome-empty = Я ещё не прочитал ни одной статьи; как только прочту, сводки наполнятся.
welcome-empty-owner = Я ещё не прочитал ни одной статьи. Для начала загрузите примеры, добавьте набор источников или пришлите мне статью.
welcome-first = На первом месте: <b>{ $followed }</b>.
welcome-all = Значит, всё подряд: сначала то, что изменилось.
welcome-hours = Когда присылать сводки? Нажмите или напишите свой час. Часовой пояс — { $zone }; там сейчас { $now }.
welcome-done = Готово. /watch — следить за чем-то ещё, /schedule и /settings — изменить что угодно. Или просто спросите меня.
welcome-back = Вы подписаны; следующая сводка — { $next }. Изменить: /schedule, всё остальное: /help.
samples-loaded = { $n ->
    [one] Прочитана { $n } статья-пример.
    [few] Прочитаны { $n } статьи-примера.
   *[other] Прочитано { $n } статей-примеров.
}
pack-added = { $n ->
    [one] Добавлен { $n } источник; его статьи появятся через несколько минут.
    [few] Добавлены { $n } источника; их статьи появятся через несколько минут.
   *[other] Добавлено { $n } источников; их статьи появятся через несколько минут.
}
reading-now = Читаю…
claim-spent = Эта ссылка уже использована или не от меня. Пока у бота нет владельца, `attache run` печатает новую.
you-own = Теперь этот бот ваш.
watching-now = Слежу: <b>{ $word }</b>. В ваших сводках это на первом месте.
access-asked = Я спросил владельца. Ответ придёт сюда.
access-asked-before = Владельца уже спросили.
access-already = Доступ у вас уже есть: /start
stranger = Этот бот отвечает тем, кого впустил владелец.
admitted = { $user }: доступ открыт.
not-admitted = { $user }: доступа нет.
added-to-group = Могу присылать сводки в этот чат: пусть администратор напишет здесь /start.
request-for-access = <b>{ $name }</b> просит доступ.
access-granted = Владелец вас впустил. /start
access-refused = Владелец вас не впустил.

## Schedules
schedule =
    <b>{ $times }</b>, { $days }, часовой пояс — { $zone } (там сейчас { $now }).
    Следующая сводка — { $next }.
every-day = каждый день
day-and-hour = { $day }, { $time }
next-none = никогда: вы не подписаны
next-paused = после перерыва, { $until }
next-resume = после /resume: сейчас перерыв
next-minutes = { $minutes ->
    [one] через { $minutes } минуту
    [few] через { $minutes } минуты
   *[other] через { $minutes } минут
}
next-today = сегодня в { $time }
next-tomorrow = завтра в { $time }
next-later = { $day } в { $time }
last-hour = Хотя бы один час должен остаться; отписаться — /stop.
most-hours = Больше { $most } сводок в день не бывает.
last-day = Хотя бы один день должен остаться; отписаться — /stop.
ask-city = В каком вы городе? Напишите или поделитесь местоположением.
ask-city-in-group = Напишите город вместе с командой, например: /schedule Каир
which-city = Какой из них?
city-unknown = Места «{ $city }» я не знаю. Может быть, крупный город рядом или пояс, например Europe/Moscow?
location-unknown = Часовой пояс этого места мне неизвестен. Напишите город.
zone-understood = Хорошо, часовой пояс — { $zone }.
zone-same = Ваш часовой пояс и так { $zone }. Следующая сводка — { $next }.
zone-moved = Там, где вы сейчас, часовой пояс — { $here }; сводки приходят по поясу { $before }. Перенести их вслед за вами?
paused = Перерыв до команды /resume.
paused-until = Перерыв до { $until }. Тогда придёт одна сводка за всё пропущенное; раньше — /resume.
resumed = Продолжаем. Пропущенное придёт одной сводкой; следующая после неё — { $next }.
not-paused = Перерыва не было. Следующая сводка — { $next }.
stopped = Вы отписаны. Всё, что вы выбрали, сохранено: /start вернёт.
not-subscribed = Вы не подписаны. Подписаться — /start.
unclear-schedule = Напишите, когда, например: 07:30 19:00 будни Москва
unclear-schedule-word = «{ $words }» — не время, не день недели и не известное мне место. Например: 07:30 19:00 будни Москва
unclear-time = «{ $words }» — не время суток. Например: 07:30 или 19:30
unclear-quiet = Напишите, с какого часа до какого, например 22:00-07:00; или: нет
unclear-pause = Перерыв кончается в будущем и не позже чем через год. Например: 3 дня, 2 недели, до 2030-05-20
unclear-pause-words = «{ $words }» — не срок и не дата. Например: 3 дня, 2 недели, до пятницы, до 2030-05-20
unclear-zone = «{ $words }» — не часовой пояс; пишите как Europe/Moscow

## Settings
settings = <b>Настройки</b>
settings-length = Длина: { $length }
settings-sections = Разделы: { $sections }
settings-quiet = Тихие часы: { $quiet }
settings-silent = Без звука: { $state }
settings-news = Также в новостях: { $state }
settings-pictures = Картинки: { $state }
settings-language = Язык: { $language }
settings-elsewhere = Часы, дни и пояс: /schedule. Что на первом месте: /watching.
setting-on = да
setting-off = нет
setting-none = нет
length-short = коротко
length-standard = обычно
length-full = полностью
section-changed = изменения
section-today = сегодня
section-coming = ближайшие 7 дней
section-later = позже
section-conferences = конференции
section-held = состоялось
last-section = Хотя бы один раздел должен остаться.
ask-quiet = С какого часа до какого не беспокоить? Например 22:00-07:00; или: нет

## What is kept
export-caption = Всё, что у меня хранится о вас и об этом чате.
export-caption-group = Всё, что у меня хранится об этом чате.
forget =
    Это удалит всё, что у меня хранится о вас: подписку, то, за чем вы следите, настройки, отправленное вам, ваши замечания, ваш доступ. Вернуть это нельзя. Присланные вами статьи останутся, без вашего имени.

    Сначала можно взять копию: /export. Удалить всё?
forget-owner =
    Это удалит всё, что у меня хранится о вас: подписку, то, за чем вы следите, настройки, отправленное вам, ваши замечания. <b>Бот перестанет быть вашим</b>, если вы не названы в его конфигурации. Вернуть это нельзя.

    Сначала можно взять копию: /export. Удалить всё?
forget-group =
    Это удалит всё, что у меня хранится об этом чате: подписку, то, за чем он следит, настройки, отправленное сюда. Вернуть это нельзя.

    Сначала можно взять копию: /export. Удалить всё?
forget-kept = Ничего не удалено.
forgotten = Удалено. Здесь о вас больше ничего нет; /start начнёт заново.
privacy =
    <b>Что хранится</b> — на машине владельца и больше нигде:
    • ваш номер и имя в Telegram, язык и роль;
    • ваше расписание, то, за чем вы следите, и настройки — до команды /forget;
    • отправленное вам: сам факт — { $deliveries ->
        [one] { $deliveries } день
        [few] { $deliveries } дня
       *[other] { $deliveries } дней
    }, текст — только пока не дойдёт;
    • то, что вы пишете, — пока не получите ответ; сам факт, без текста, — { $updates ->
        [one] { $updates } день
        [few] { $updates } дня
       *[other] { $updates } дней
    };
    • присланные вами статьи — без вашего имени, как любые другие.

    Третьим лицам не передаётся ничего; аналитики нет. Резервные копии, которые владелец сделал до /forget, хранят своё, пока он их не удалит. /export покажет всё, /forget удалит.
about-bot =
    <b>attache</b> { $version }: пресс-атташе, которого вы держите у себя. В нём { $articles ->
        [one] { $articles } статья
        [few] { $articles } статьи
       *[other] { $articles } статей
    } и { $entries ->
        [one] { $entries } событие
        [few] { $entries } события
       *[other] { $entries } событий
    }.

    Свободная программа под лицензией MIT. Читает с помощью spaCy, места знает из GeoNames (CC BY 4.0), названия стран и дней — из Unicode CLDR.

## Asking
understood = <i>{ $what }</i>
did-you-mean = Вы имели в виду: { $names }?
calendar-caption = { $n ->
        [one] { $n } запись
        [few] { $n } записи
       *[many] { $n } записей
    } повестки для вашего календаря.
calendar-empty = Ничего с датой не нашлось: { $what }
nothing-known = О «{ $words }» пока ничего не знаю. Назовите имя, страну или дату: «Сирия завтра». { $n ->
    [0] {""}
    [one] Упоминается в { $n } сохранённой статье.
   *[other] Упоминается в { $n } сохранённых статьях.
}
button-stored = Показать
courtesy-thanks = Пожалуйста.
courtesy-greeting = Здравствуйте. Спросите, кто с кем встречается или что предстоит: «с кем встречается Путин на этой неделе?»
courtesy-farewell = До свидания.
courtesy-assent = Хорошо. Что я ещё умею — /help
wordless = Я понимаю слова: имя, страну, дату. Например: «Сирия завтра».
search-what = Что искать? Например: /search Geneva talks
search-nothing = «{ $words }»: таких статей нет.
search-found = «{ $words }»: { $total ->
    [one] { $total } статья
    [few] { $total } статьи
   *[other] { $total } статей
}
who-what = О ком? Например: /who Lavrov
who-nobody = «{ $name }»: ничего об этом не читал.

## Feeding
took-stored = Сохранено: <b>{ $title }</b>
took-duplicate = Это у меня уже есть: <b>{ $title }</b>
took-refused = Не сохранено: { $reason }
took-unread = Не прочитано: { $reason }
took-nothing = Ни встречи, ни визита, ни разговора, ни конференции я в этом не нашёл.
took-many = Сохранено: { $stored }, уже было: { $known }, отклонено: { $refused }.
photo-refused = Картинки я читать не умею. Пришлите текст, ссылку или файл.
date-unclear = «{ $words }» — не понимаю, какая это дата. Например: 14 мая 2013
file-too-large = Файл слишком велик: больше 20 МБ я получить не могу.
no-text = Здесь нет текста.

## Evidence
evidence-which = Какая строка?
not-correctable = «{ $field }» исправить нельзя.
correction-unclear = «{ $value }» — не понимаю, как это исправить.
join-two = Объединить можно только две записи.
split-some = Назовите часть статей, а часть оставьте.
no-such-edit = Вручную этого не меняли, или правка уже отменена.
entry-gone = Этого события больше нет: его изменила более поздняя статья или редактор.

## Refusals
refused = { $reason }
not-allowed = Здесь вам этого нельзя.
only-for-admins = Это могут только администраторы чата.
only-in-private = Это работает в личном чате со мной.
button-stale = Кнопка устарела. Спросите заново.
failed = У меня что-то сломалось. Это записано; ничего из сохранённого не потеряно.
failed-disk-full = У меня кончилось место на диске. Ничего из сохранённого не потеряно; владельцу нужно освободить место.
unknown-command = Такого я не знаю. Что я умею: /help
unknown-command-near = Такого я не знаю. Может быть, /{ $command }?

## Help
help-intro = <b>attache</b> читает новости и рассказывает, кто с кем встречается и что намечается.
help-more = Или просто спросите: «с кем встречается Путин на этой неделе?» Пришлите статью, ссылку или файл, и я прочту.

## Buttons
button-request-access = Попросить доступ
button-let-in = Впустить
button-refuse = Отказать
button-everything = Всё
button-other-city = Другой город
button-days = Дни
button-hours = Часы
button-add-hour = Добавить { $time }
button-undo = Отменить
button-sections = Разделы
button-quiet = Тихие часы
button-quiet-off = Без тихих часов
button-other-hours = Другие часы
button-silent = Без звука
button-news = В новостях
button-pictures = Картинки
button-language = Язык
button-forget = Удалить всё
button-keep = Оставить
button-resume = Продолжить
button-start-again = Подписаться снова
button-samples = Статьи-примеры
button-pack = { $name } ({ $n ->
    [one] { $n } источник
    [few] { $n } источника
   *[other] { $n } источников
})
button-use-zone = Пояс: { $zone }
button-keep-zone = Оставить: { $zone }
button-share-location = Поделиться местоположением
button-more = Ещё
button-left-out = Ещё { $n }
left-out-of = Не вошло в сводку: { $day }
button-back = Назад
button-newer = Новее
button-older = Старше
button-today = Сегодня
button-yesterday = Вчера
button-evidence = Источники
button-calendar = Календарь
button-wrong = Ошибка?

## Beside conversations
profile-description = Читаю новости и в назначенный вами час рассказываю, кто с кем встречается и какие конференции намечаются. У каждой строки есть подтверждение.
profile-short = Кто с кем встречается и что намечается: короткие сводки с подтверждениями.
may-be-a-repeat = Возможно, это повтор: я не знаю, дошло ли сообщение в прошлый раз.
chat-closed = «{ $title }» больше не получает сводок ({ $reason }).
alarm-silence = { $due ->
    [one] Сегодня должна была уйти { $due } сводка
    [few] Сегодня должны были уйти { $due } сводки
   *[other] Сегодня должны были уйти { $due } сводок
}, не ушло ни одной. Подробнее: /admin
too-many-watches = Следить больше чем за { $most } темами нельзя.
not-watching = «{ $word }»: за этим здесь не следят.
too-many-submissions = Больше { $most } в час нельзя; подождите немного.
refusal-source = Этот источник не подходит: { $reason }.
no-such-source = Такого источника нет.
no-article = Этой статьи уже нет, или её текст больше не хранится. Пришлите её ещё раз.
report-decided = Об этом замечании уже решено.
report-accepted = Спасибо: редактор принял вашу поправку «{ $words }». Дальнейшие сводки и календари её учитывают.
report-refused = Спасибо: редактор посмотрел «{ $words }» и оставил как есть.
report-needs-splitting = Скажите, какие статьи относятся к другому событию.

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
button-scope-any = Упоминания
button-scope-part = Только участие
button-alert-new = Новое
button-alert-moved = Перенос
button-alert-cancelled = Отмена
button-alert-held = Состоялось
button-alert-overdue = Просрочено
button-alert-hour-before = За час
button-pin = Строка всегда
button-unwatch = Не следить
button-mute = Без уведомлений
alert-about = Вы следите: { $words } ({ $kinds }):
alert-new = новое
alert-moved = новая дата
alert-cancelled = не состоится
alert-held = состоялось
alert-overdue = нет сообщений, что состоялось
alert-hour-before = в ближайший час
## Владелец и источники
command-sources = источники и их состояние
command-addsource = читать новый источник
command-removesource = больше не читать источник
command-admin = состояние бота и дела владельца
command-people = кому что можно
role-owner = владелец
role-editor = редактор
role-contributor = корреспондент
role-reader = читатель
role-given = Теперь ваша роль здесь: { $role }.
owner-stays = Один владелец должен остаться, а названные в настройках остаются всегда.
people = { $n ->
    [one] Роль есть у { $n } человека. Нажмите, чтобы изменить.
   *[other] Роль есть у { $n } человек. Нажмите, чтобы изменить.
}
people-none = Ролей пока нет ни у кого, кроме названных в настройках.
people-more = /people и имя: найти любого, кто подписан.
people-found = { $n ->
    [0] Никого по имени «{ $words }» не знаю.
    [one] По имени «{ $words }»: { $n } человек.
    [few] По имени «{ $words }»: { $n } человека.
   *[other] По имени «{ $words }»: { $n } человек.
}
person =
    <b>{ $name }</b>: { $role }.
    Читатель спрашивает и подписывается, корреспондент ещё и присылает статьи, редактор ещё и ведает источниками, исправляет, вносит, объединяет и разделяет строки.
panel = Состояние
panel-stored = Статей: { $articles }, событий: { $entries }
panel-subscribers = Подписчиков: { $active }, неактивных: { $inactive }
panel-sent = Сводок сегодня отправлено: { $sent }; ждут отправки: { $owed }
panel-oldest = Дольше всех ждут: { $age }
panel-unknown = Доставка неизвестна (сегодня): { $n }
panel-refused = Не доставлено сегодня, { $reason }: { $n }
panel-minute = { $time }: { $n ->
    [one] { $n } сводка
    [few] { $n } сводки
   *[other] { $n } сводок
}, опоздание в среднем { $mean }, наибольшее { $worst }
panel-sources = Источников: { $n }, с ошибками: { $failing }
panel-failing = – { $name }: { $trouble }
panel-reports = Поправок ждут редактора: { $n }
panel-waiting = Ждут доступа: { $n }
panel-reading-off = ЧТЕНИЕ ВЫКЛЮЧЕНО: { $reason }
panel-disk = На диске свободно { $megabytes } МБ
panel-as-of = <i>на { $time }</i>
announcement-what = Что сообщить всем? Напишите одним сообщением; сначала я покажу его вам.
announcement-long = Не больше { $most } знаков.
announcement-preview = { $n ->
    [one] Это получит { $n } подписчик:
    [few] Это получат { $n } подписчика:
   *[other] Это получат { $n } подписчиков:
}
announcement-sent = { $n ->
    [one] Отправляется { $n } подписчику.
   *[other] Отправляется { $n } подписчикам.
}
announcement-cancelled = Ничего не отправлено.
subscribers-file = Все подписчики с их часами, темами и настройками. Пришлите мне этот файл, чтобы вернуть их – здесь или в другом вашем боте.
subscribers-taken = { $n ->
    [one] Возвращён { $n } подписчик.
    [few] Возвращены { $n } подписчика.
   *[other] Возвращены { $n } подписчиков.
}
no-subscriber = Строка { $line } файла – не подписчик; ничего не изменено.
sources-head = <b>{ $n ->
    [one] { $n } источник
    [few] { $n } источника
   *[other] { $n } источников
}</b>{ $failing ->
    [0] {""}
   *[other] , с ошибками: { $failing }
}
sources-none = Источников пока нет. /addsource https://… добавит источник, файл OPML — сразу много; есть и готовые наборы.
sources-file = Все источники. Этот файл поймёт любая программа для чтения лент.
source-well = { $name }: { $n ->
    [one] { $n } статья
    [few] { $n } статьи
   *[other] { $n } статей
}, { $minutes ->
    [0] проверен только что
    [one] проверен { $minutes } минуту назад
    [few] проверен { $minutes } минуты назад
   *[other] проверен { $minutes } минут назад
}
source-ailing = { $name } ({ $n ->
    [one] { $n } статья
    [few] { $n } статьи
   *[other] { $n } статей
}): { $trouble }
source-since = (с { $since } UTC)
source-retired = { $name }: больше не читается, { $n ->
    [one] { $n } статья хранится
    [few] { $n } статьи хранятся
   *[other] { $n } статей хранятся
}
source-unasked = { $name }: ещё не проверен
source-which = По какому адресу? Например: /addsource https://example.org/news
source-no-feed = По этому адресу нет ленты, и страница не называет ни одной.
source-several = { $n ->
    [one] Там { $n } лента.
    [few] Там { $n } ленты. Какую?
   *[other] Там { $n } лент. Какую?
}
source-added = Добавлено: <b>{ $name }</b>. Статьи появятся в ближайшие минуты.
source-removed = Убрано: <b>{ $name }</b>. Статьи остаются.
source-remove-which = Какой из них?
packs = Источники по темам:
packs-none = Готовых наборов нет.
opml-taken = Источников добавлено: { $new }; уже были: { $known }.
button-refresh = Обновить
button-people = Люди
button-sources = Источники
button-message-all = Написать всем
button-subscribers-file = Подписчики файлом
button-send = Отправить
button-cancel = Отмена
button-remove = Убрать
button-packs = Готовые наборы
button-opml = Файлом

## Присланное
took-undated = { $n ->
    [one] В статье не сказано, когда она вышла, и «понедельник» может быть любым. Когда она вышла? Напишите дату или нажмите.
   *[other] Без даты выхода: { $n }, и «понедельник» может быть любым. Если день у всех один – напишите его или нажмите.
}
took-dated = { $n ->
    [one] <b>{ $title }</b>: вышла { $day }, перечитана.
   *[other] Статей: { $n }, вышли { $day }, перечитаны.
}
took-version = Это другой вариант статьи, которая у меня уже есть.
recording-refused = Слушать и смотреть я не умею. Пришлите текст, ссылку или файл.
date-ahead = «{ $words }» ещё впереди, тогда ещё ничего не вышло. Когда вышла статья?
file-not-fetched = Telegram не отдал файл. Пришлите его ещё раз.

## Группы и каналы
help-group = Я рассказываю в этом чате, кто с кем встречается и что предстоит. Любой может спросить /brief, /meetings, /upcoming и /who; часы в /schedule выбирает администратор. Остальное – в личном чате.
added-to-channel = Теперь я в канале «{ $title }». Присылать туда сводки? (Администратор может и сам написать там /start.)
chat-subscribed = «{ $title }» получает сводки; следующая придёт { $next }. Часы меняет /schedule, написанное там.
chat-cannot-post = Мне нельзя писать в «{ $title }». Дайте мне там право публиковать сообщения.
chat-asked = Бот отвечает тем, кого впустил владелец; о вашем чате я его спросил.
chat-gone = Меня больше нет в том чате.
button-subscribe-chat = Подписать
command-calendar = повестка для вашего календаря

## Corrections
command-corrections = исправления читателей, ждущие редактора
wrong-which = Какая строка неверна?
wrong-what = Что неверно?
button-wrong-date = Дата
button-wrong-people = Участники
button-wrong-place = Место
button-wrong-not-held = Не состоялось
button-wrong-not-one = Это не одно событие
button-wrong-name = Название
button-wrong-status = Статус
wrong-words-date = Когда же? Напишите дату, например: 15 мая 2013 ({ $what })
wrong-words-people = Кто с кем встречается? Напишите все имена через запятую ({ $what })
wrong-words-place = Где же? ({ $what })
wrong-words-not-held = Откуда это известно? Фраза или ссылка поможет редактору. ({ $what })
wrong-words-name = Как это называется на самом деле? ({ $what })
wrong-words-status = Что с этим стало? ({ $what })
wrong-words-not-one = Какие это два события? ({ $what })
wrong-thanks = Спасибо. Редактор посмотрит, я сообщу о решении.
wrong-stopped = Хорошо, ничего не отправлено.
wrong-is-date = дата
wrong-is-people = участники
wrong-is-place = место
wrong-is-not-held = не состоялось
wrong-is-not-one = это не одно событие
report-by = <b>{ $name }</b> сообщает об ошибке: { $what }
report-words = «{ $words }»
report-proposed = Если принять, станет: <b>{ $value }</b>
button-accept = Принять
button-change = Изменить
button-split = Разделить
split-which = Какие статьи говорят о другом событии?
correction-accepted = Принято: { $what }. Следующие сводки начнутся с этого.
correction-refused = Отклонено: { $what } остаётся как есть.
corrections-none = Исправлений, ждущих редактора, нет.

## What editors do by hand
command-add = внести то, о чём не писала ни одна статья
command-join = объединить две записи
command-edits = ваши правки, каждую можно отменить
add-ask-kind = Что внести? Выберите или напишите одной строкой, например: встреча Merkel – Macron, Берлин, в следующую пятницу, о торговле
add-ask-kind-of = Что это будет?
add-ask-who = Кто с кем встречается? Напишите все имена через запятую.
add-ask-travels = Кто едет? После запятой можно назвать принимающую сторону.
add-ask-name = Как называется конференция?
add-ask-when = Когда? Обычными словами: в следующую пятницу, 3 декабря 10:00 GMT, в начале июня.
add-ask-place = Где? Город, можно и страну.
add-ask-topic = О чём?
add-ask-status = Каков статус?
add-ask-hedge = Насколько это точно? Напишите одним словом, например: вероятно
add-change = Что изменить?
add-preview = <b>Я внесу такую строку:</b>
add-understood = { $kind }, { $when }
add-dated = { $dates } – верно?
add-undated = без даты
add-known = Похоже, это уже есть. Если событие то же самое, вносить его не нужно:
add-stopped = Хорошо, ничего не внесено.
button-add = Внести
button-no-date = Даты пока нет
button-not-stated = Не указано
button-tomorrow = Завтра
button-add-kind = Вид
button-add-who = Участники
button-add-name = Название
button-add-when = Дата
button-add-place = Место
button-add-topic = Тема
button-add-status = Статус
button-add-hedge = Уверенность
kind-one-meeting = Встреча
kind-one-talks = Переговоры
kind-one-visit = Визит
kind-one-call = Разговор по телефону
kind-one-conference = Конференция
kind-unclear = Не понимаю, что такое «{ $words }». Встреча, переговоры, визит, звонок или конференция?
who-unclear = Кто-то должен участвовать. Напишите имена через запятую.
name-unclear = У конференции должно быть название.
name-in-latin = Имени «{ $words }» я ещё не знаю. В статьях имена пишутся латиницей, напишите и вы так, например: Angela Merkel.
status-unclear = «{ $words }» — не статус. Запланировано, состоялось, отложено или отменено?
join-what = Какую запись объединить с другой? Напишите имя или слова из неё.
join-first = Какая это запись?
join-second = С какой? Нажмите или напишите слова из другой.
join-nothing = По словам «{ $words }» ничего не нашлось. Попробуйте другие слова.
join-nobody = Похожей записи не нашлось. Напишите слова из той, с которой объединить.
join-preview = <b>Обе записи одной строкой</b> ({ $n ->
    [one] { $n } сообщение
    [few] { $n } сообщения
   *[many] { $n } сообщений
}):
button-join = Объединить
button-correct = Исправить
split-one = Об этом говорит только одно сообщение, разделять нечего.
split-by-hand = внёс редактор { $name }
mend-preview = <b>Строка станет такой:</b>
mend-strike = <b>Вычеркнуть эту строку?</b> Сводки скажут об этом один раз и больше её не покажут.
edit-stopped = Хорошо, ничего не изменено.
edit-done-added = <b>Внесено.</b> Запись останется, что бы ни писали статьи; статьи о том же присоединятся к ней.
edit-done-joined = <b>Объединено.</b> Новые статьи попадут в эту запись.
edit-done-split = <b>Разделено.</b> Здесь осталось:
edit-done-corrected = <b>Исправлено.</b> Новые статьи этого не изменят; сводки за последние сутки исправляются.
edit-added = внесено: { $what }
edit-joined = объединено: { $what }
edit-split = разделено: { $what }
edit-corrected = исправлено: { $what }
edit-by = { $day }, { $name }
edit-taken-back = отменено
edit-undone = Правка отменена: { $what } больше не в списке.
edit-undone-now = Правка отменена. Всё снова как было:
edits-own = <b>Ваши правки</b>, сначала последние:
edits-all = <b>Правки всех редакторов</b>, сначала последние:
edits-none = Правок нет. /add вносит событие; что можно сделать со строкой, видно под кнопкой «Источники».
button-undo-number = Отменить { $number }
button-edits-own = Мои правки
button-edits-all = Все правки
