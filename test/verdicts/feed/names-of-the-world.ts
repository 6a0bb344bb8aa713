/** The ways to write one person's name differently in good faith. Each is a kind of case. */
export type Manner = 'accent' | 'script' | 'scriptfar' | 'romanised' | 'particle'

/**
 * Names of one language. Each entry holds the bearer's own spelling first, then other honest spellings, separated by
 * `|`.
 */
export interface Language {
  manner: Manner
  given: readonly string[]
  surnames: readonly string[]
}

const words = (text: string): string[] => text.trim().split(/\s*;\s*/)

/** Test data, not rules: names in many languages with their other spellings. */
export const languages: readonly Language[] = [
  {
    manner: 'accent',
    given: words(
      'Jürgen|Juergen|Jurgen; Jörg|Joerg; Günther|Guenther; Käthe|Kaethe|Kathe; Zoë|Zoe; Björn|Bjoern|Bjorn; André|Andre',
    ),
    surnames: words(
      'Müller|Mueller|Muller; Schröder|Schroeder; Weiß|Weiss; Groß|Gross; Köhler|Koehler; Jäger|Jaeger|Jager; Böhm|Boehm',
    ),
  },
  {
    manner: 'accent',
    given: words(
      'José|Jose; María José|Maria Jose; Iñaki|Inaki; Sofía|Sofia; Óscar|Oscar; Begoña|Begona; Andrés|Andres',
    ),
    surnames: words(
      'Núñez|Nunez; Peña|Pena; Ibáñez|Ibanez; Muñoz|Munoz; García Márquez|Garcia Marquez; Jiménez|Jimenez; Güell|Guell',
    ),
  },
  {
    manner: 'accent',
    given: words('François|Francois; Hélène|Helene; Noël|Noel; Loïc|Loic; Zoé|Zoe; Cédric|Cedric; Agnès|Agnes'),
    surnames: words('Lefèvre|Lefevre; Bézier|Bezier; Châtelain|Chatelain; Gauthé|Gauthe; Crété|Crete; Côté|Cote'),
  },
  {
    manner: 'accent',
    given: words(
      'Søren|Soeren|Soren; Åse|Aase|Ase; Jørgen|Joergen|Jorgen; Øyvind|Oeyvind|Oyvind; Håkan|Hakan; Þóra|Thora',
    ),
    surnames: words(
      'Ødegård|Odegaard|Oedegaard; Sørensen|Soerensen|Sorensen; Åkesson|Aakesson|Akesson; Sjöberg|Sjoberg; Sæther|Saether',
    ),
  },
  {
    manner: 'accent',
    given: words(
      'Łukasz|Lukasz; Małgorzata|Malgorzata; Stanisław|Stanislaw; Jiří|Jiri; Tomáš|Tomas; Božena|Bozena; Ştefan|Stefan; Ioana-Măriuca|Ioana-Mariuca',
    ),
    surnames: words(
      'Wiśniewski|Wisniewski; Dąbrowski|Dabrowski; Wójcik|Wojcik; Dvořák|Dvorak; Kučera|Kucera; Ionescu-Brăila|Ionescu-Braila; Popovič|Popovic',
    ),
  },
  {
    manner: 'accent',
    given: words('İbrahim|Ibrahim; Gülşen|Gulsen; Çağla|Cagla; Ömer|Omer; Işıl|Isil; Müge|Muge'),
    surnames: words('Şahin|Sahin; Çelik|Celik; Yıldız|Yildiz; Öztürk|Ozturk; Aydoğan|Aydogan; Güneş|Gunes'),
  },
  {
    manner: 'accent',
    given: words(
      'Nguyệt|Nguyet; Đức|Duc; Hương|Huong; Thảo|Thao; Tuấn|Tuan; László|Laszlo; Zsófia|Zsofia; Ágnes|Agnes; João|Joao; Conceição|Conceicao',
    ),
    surnames: words(
      'Nguyễn|Nguyen; Trần|Tran; Phạm|Pham; Đặng|Dang; Szabó|Szabo; Kovács|Kovacs; Magalhães|Magalhaes; Assunção|Assuncao',
    ),
  },
  {
    manner: 'script',
    given: words(
      'Дмитрий|Dmitry|Dmitrii|Dmitriy; Сергей|Sergey|Sergei; Наталья|Natalia|Natalya; Юлия|Yulia|Iuliia; Алексей|Alexey|Aleksei; Ирина|Irina; Михаил|Mikhail',
    ),
    surnames: words(
      'Иванов|Ivanov; Чайковский|Tchaikovsky|Chaikovskii; Щербаков|Shcherbakov; Соловьёв|Solovyov|Solovev; Жуков|Zhukov; Никитин|Nikitin',
    ),
  },
  {
    manner: 'script',
    given: words(
      'Γιώργος|Giorgos|Yiorgos; Ελένη|Eleni; Νίκος|Nikos; Χρήστος|Christos|Hristos; Αικατερίνη|Aikaterini; Δημήτρης|Dimitris',
    ),
    surnames: words(
      'Παπαδόπουλος|Papadopoulos; Οικονόμου|Oikonomou|Economou; Βασιλείου|Vasileiou|Vassiliou; Αγγελόπουλος|Angelopoulos; Νικολάου|Nikolaou',
    ),
  },
  {
    manner: 'scriptfar',
    given: words('محمد|Mohammed|Muhammad; فاطمة|Fatima|Fatma; يوسف|Yousef|Yusuf; خالد|Khaled|Khalid; نورة|Noura|Nora'),
    surnames: words('الراشد|Al-Rashid|Alrashed; العتيبي|Al-Otaibi; الصباح|Al-Sabah; حداد|Haddad; المطيري|Al-Mutairi'),
  },
  {
    manner: 'scriptfar',
    given: words('伟|Wei; 秀英|Xiuying; 小明|Xiaoming; 健太|Kenta; さくら|Sakura; 민준|Min-jun; 서연|Seo-yeon'),
    surnames: words('王|Wang; 李|Li; 田中|Tanaka; 佐藤|Sato; 김|Kim; 박|Park; 陈|Chen'),
  },
  {
    manner: 'romanised',
    given: words(
      'Mohammed|Muhammad|Mohamed; Yousef|Yusuf|Youssef; Khaled|Khalid; Aisha|Aysha|Ayesha; Abdulrahman|Abdul Rahman|Abd al-Rahman; Tariq|Tarek',
    ),
    surnames: words(
      'Al-Rashid|Alrashid|Al Rashid; El-Sayed|Elsayed|Al-Sayed; Al-Otaibi|Alotaibi|Al Otaibi; Abu Bakr|Abubakr|Abu-Bakr; Bin Laden|Binladin; Al-Harbi|Alharbi',
    ),
  },
  {
    manner: 'romanised',
    given: words(
      'Xiao Ming|Xiaoming|Xiao-Ming; Mei Ling|Meiling|Mei-Ling; Zi Hao|Zihao; Shōta|Shota|Shouta; Yūki|Yuki|Yuuki; Min-jun|Minjun|Min Jun; Seo-yeon|Seoyeon',
    ),
    surnames: words(
      'Ōno|Ohno|Ono; Satō|Sato|Satoh; Ōyama|Oyama|Ohyama; Ou-yang|Ouyang|Ou Yang; Szeto|Sze To; Nam-gung|Namgung|Nam Gung; Situ|Si Tu',
    ),
  },
  {
    manner: 'particle',
    given: words('Pieter; Marijke; Lorenzo; Beatriz; Siobhan; Fergus; Guillermo; Annelies'),
    surnames: words(
      "van der Berg|Vanderberg|Van den Berg|Vander Berg; van Dijk|Vandijk|van Dyk; de la Cruz|Delacruz|De La Cruz; O'Brien|OBrien|O Brien|Obrian; O'Sullivan|Osullivan|O Sullivan; d'Angelo|Dangelo|D Angelo; MacDonald|Mac Donald|McDonald; von Stein|Vonstein; St. Clair|Saint Clair|StClair; Di Marco|Dimarco; ten Brink|Tenbrink; Smith-Jones|Smith Jones|Smithjones; McIntyre|Mc Intyre|MacIntyre",
    ),
  },
]

/** Given names with their short forms. */
export const nicknames: readonly string[] = words(
  'William|Bill|Will|Billy; Elizabeth|Liz|Beth|Betty|Eliza; Robert|Bob|Rob; Margaret|Peggy|Maggie|Meg; Richard|Dick|Rick; Katherine|Kate|Kathy|Katie; James|Jim|Jamie; Edward|Ted|Ned|Eddie; Michael|Mike|Mick; Thomas|Tom|Tommy; Joseph|Joe; Alexander|Alex|Sandy; Christopher|Chris; Jennifer|Jenny|Jen; Patricia|Pat|Trish; Nicholas|Nick; Benjamin|Ben; Samuel|Sam; Daniel|Dan|Danny; Matthew|Matt; Anthony|Tony; Andrew|Andy|Drew; Susan|Sue; Deborah|Debbie; Rebecca|Becky; Theodore|Theo|Ted; Gregory|Greg; Timothy|Tim; Stephen|Steve; Jonathan|Jon; Victoria|Vicky; Pamela|Pam; Charles|Charlie|Chuck; Frederick|Fred; Henry|Harry|Hank; Leonard|Len; Ronald|Ron; Dorothy|Dot|Dolly; Judith|Judy; Philippa|Pippa',
)

/** Pairs of given names that occur in one family: siblings, twins, mother and daughter. */
export const nearNames: readonly string[] = words(
  'Ann|Anne; Jon|John; Frances|Francis; Julia|Julian; Jean|Jane; Anna|Hannah; Eric|Erica; Paul|Paula; Daniel|Danielle; Marie|Maria; Mark|Marc; Joan|John; Carl|Karl; Ella|Bella; Sara|Lara; Lena|Lina; Nora|Dora; Luis|Luisa; Tim|Tom; Mia|Lia; Jack|Jake; Alexander|Alexandra; Christian|Christina; Carol|Carola; Martin|Martina; Oliver|Olivia; Ron|Don; Mary|May; Stephen|Stephanie; Emil|Emilia; Leo|Leon; Ben|Len; Patrick|Patricia; Simon|Simone; Gabriel|Gabriele; Nicola|Nicolas; Robert|Roberta; Jasmin|Yasmin; Kim|Tim; Aaron|Erin; Julie|Juliet; Emily|Emilie',
)
