extension SampleTexts {
  /// By the language's tag.
  static let all: [String: SampleTexts] = [
    "en": english, "de": german, "fr": french, "es": spanish, "pl": polish, "ar": arabic,
    "ja": japanese,
  ]

  private static let german = SampleTexts(
    description: """
      Hersteller von **Linsen, Laternen und Leuchtturmuhren** seit 1887. Diese Organisation ist \
      *erfunden*: `rollcall sample` hat sie geschrieben, und niemanden darin gibt es.

      - Optik für Häfen und Sternwarten
      - Reparatur von Geräten, die andere aufgegeben haben
      - Software, die Leuchttürmen die Zeit sagt
      """,
    machines: [.ci: "CI-Bot", .importer: "Nächtlicher Import", .backup: "Sicherungsdienst"],
    guestTitles: ["Beraterin", "Wirtschaftsprüfer", "Übersetzerin", "Lieferant, Glas"],
    titles: [
      [
        "Softwareentwickler", "Optikerin", "Datenbanktechniker", "Leitung Plattform",
        "IT-Sicherheit",
      ],
      ["Produktdesignerin", "Technischer Redakteur", "Illustratorin", "Leitung Gestaltung"],
      ["Buchhaltung", "Vertrieb", "Personal", "Kundenservice", "Geschäftsführung", "Einkauf"],
    ],
    abouts: [
      "Fragen zu **quecksilberfreien Lagern**? Bitte vormittags.",
      "In Elternzeit bis zum Frühjahr.", "Teilzeit: Montag bis Mittwoch.",
    ],
    workspaceNames: [
      "Alle", "Plattform", "Gestaltung", "Kundenservice", "Vertrieb", "Umzug nach Kiel", "Labor",
      "Personal", "Finanzen", "Sicherheit", "Presse", "Recht",
    ],
    project: "Projekt", archived: "**Archiviert.** Beschlüsse stehen im Handbuch.",
    workspaceAbouts: [
      "Neues für alle Standorte, der *Speiseplan* und wer Bereitschaft hat.",
      "Was alle anderen brauchen, läuft hier.\n\n- **Bereitschaft:** siehe Plan\n- **Freitags** nie",
    ])

  private static let french = SampleTexts(
    description: """
      Fabricants de **lentilles, lanternes et horloges de phare** depuis 1887. Cette organisation \
      est *inventée* : `rollcall sample` l’a écrite, et personne n’y existe.

      - Optique pour ports et observatoires
      - Réparation d’instruments que d’autres ont abandonnés
      - Logiciels qui donnent l’heure aux phares
      """,
    machines: [.ci: "Robot CI", .importer: "Import de nuit", .backup: "Sauvegarde"],
    guestTitles: ["Consultante", "Auditeur", "Traductrice", "Fournisseur, verre"],
    titles: [
      ["Développeur", "Ingénieure optique", "Ingénieur données", "Responsable plateforme"],
      ["Designer produit", "Rédactrice technique", "Illustrateur", "Responsable design"],
      ["Comptabilité", "Ventes", "Ressources humaines", "Service client", "Direction", "Achats"],
    ],
    abouts: [
      "Des questions sur les **paliers sans mercure** ? Le matin seulement.",
      "En congé parental jusqu’au printemps.", "À temps partiel : du lundi au mercredi.",
    ],
    workspaceNames: [
      "Tout le monde", "Plateforme", "Design", "Service client", "Ventes", "Déménagement à Kiel",
      "Laboratoire", "Ressources humaines", "Finances", "Sécurité", "Presse", "Juridique",
    ],
    project: "Projet", archived: "**Archivé.** Les décisions sont dans le manuel.",
    workspaceAbouts: [
      "Des nouvelles pour tous les sites, le *menu* de la cantine, et qui est d’astreinte.",
      "Ce dont tous les autres ont besoin tourne ici.\n\n- **Astreinte :** voir le planning",
    ])

  private static let spanish = SampleTexts(
    description: """
      Fabricantes de **lentes, linternas y relojes de faro** desde 1887. Esta organización es \
      *inventada*: la escribió `rollcall sample`, y nadie en ella existe.

      - Óptica para puertos y observatorios
      - Reparación de instrumentos que otros dieron por perdidos
      - Software que da la hora a los faros
      """,
    machines: [
      .ci: "Bot de CI", .importer: "Importación nocturna", .backup: "Copias de seguridad",
    ],
    guestTitles: ["Consultora", "Auditor", "Traductora", "Proveedor de vidrio"],
    titles: [
      ["Desarrollador", "Ingeniera óptica", "Ingeniero de datos", "Jefa de plataforma"],
      ["Diseñadora de producto", "Redactor técnico", "Ilustradora", "Jefe de diseño"],
      [
        "Contabilidad", "Ventas", "Recursos humanos", "Atención al cliente", "Dirección", "Compras",
      ],
    ],
    abouts: [
      "¿Dudas sobre **cojinetes sin mercurio**? Solo por la mañana.",
      "De permiso parental hasta la primavera.", "Media jornada: de lunes a miércoles.",
    ],
    workspaceNames: [
      "Todos", "Plataforma", "Diseño", "Atención al cliente", "Ventas", "Mudanza a Kiel",
      "Laboratorio", "Recursos humanos", "Finanzas", "Seguridad", "Prensa", "Jurídico",
    ],
    project: "Proyecto", archived: "**Archivado.** Las decisiones están en el manual.",
    workspaceAbouts: [
      "Novedades para todas las sedes, el *menú* del comedor y quién está de guardia.",
      "Aquí funciona lo que usan todos los demás.\n\n- **Guardias:** véase el calendario",
    ])

  private static let polish = SampleTexts(
    description: """
      Producenci **soczewek, latarni i zegarów latarnianych** od 1887 roku. Ta organizacja jest \
      *zmyślona*: napisał ją `rollcall sample` i nikt w niej nie istnieje.

      - Optyka dla portów i obserwatoriów
      - Naprawa przyrządów, z których inni zrezygnowali
      - Oprogramowanie, które podaje latarniom czas
      """,
    machines: [.ci: "Bot CI", .importer: "Nocny import", .backup: "Kopie zapasowe"],
    guestTitles: ["Konsultantka", "Audytor", "Tłumaczka", "Dostawca szkła"],
    titles: [
      ["Programista", "Inżynier optyk", "Inżynier danych", "Kierowniczka platformy"],
      ["Projektantka produktu", "Redaktor techniczny", "Ilustratorka", "Kierownik projektowania"],
      ["Księgowość", "Sprzedaż", "Kadry", "Obsługa klienta", "Zarząd", "Zakupy"],
    ],
    abouts: [
      "Pytania o **łożyska bez rtęci**? Tylko rano.", "Na urlopie rodzicielskim do wiosny.",
      "Pół etatu: od poniedziałku do środy.",
    ],
    workspaceNames: [
      "Wszyscy", "Platforma", "Projektowanie", "Obsługa klienta", "Sprzedaż",
      "Przeprowadzka do Kilonii", "Laboratorium", "Kadry", "Finanse", "Bezpieczeństwo", "Prasa",
      "Dział prawny",
    ],
    project: "Projekt", archived: "**W archiwum.** Ustalenia są w podręczniku.",
    workspaceAbouts: [
      "Wiadomości dla wszystkich oddziałów, *menu* stołówki i kto ma dyżur.",
      "Tu działa to, z czego korzystają wszyscy inni.\n\n- **Dyżury:** zobacz grafik",
    ])

  private static let arabic = SampleTexts(
    description: """
      صانعو **العدسات والفوانيس وساعات المنارات** منذ عام 1887. هذه المؤسسة *متخيّلة*: كتبها \
      `rollcall sample` ولا وجود لأحد فيها.

      - بصريات للموانئ والمراصد
      - إصلاح أجهزة تخلّى عنها غيرنا
      - برمجيات تخبر المنارات بالوقت
      """,
    machines: [.ci: "روبوت البناء", .importer: "الاستيراد الليلي", .backup: "النسخ الاحتياطي"],
    guestTitles: ["مستشارة", "مدقق حسابات", "مترجمة", "مورّد زجاج"],
    titles: [
      ["مطوّر برمجيات", "مهندسة بصريات", "مهندس بيانات", "مديرة المنصة"],
      ["مصممة منتجات", "كاتب تقني", "رسّامة", "مدير التصميم"],
      ["المحاسبة", "المبيعات", "الموارد البشرية", "خدمة العملاء", "الإدارة", "المشتريات"],
    ],
    abouts: [
      "لأسئلة **المحامل الخالية من الزئبق**: صباحًا فقط.", "في إجازة والدية حتى الربيع.",
      "دوام جزئي: من الاثنين إلى الأربعاء.",
    ],
    workspaceNames: [
      "الجميع", "المنصة", "التصميم", "خدمة العملاء", "المبيعات", "الانتقال إلى كيل", "المختبر",
      "الموارد البشرية", "المالية", "الأمن", "الصحافة", "الشؤون القانونية",
    ],
    project: "مشروع", archived: "**في الأرشيف.** القرارات في الدليل.",
    workspaceAbouts: [
      "أخبار كل المواقع و*قائمة* المطعم ومن هو المناوب.",
      "هنا يعمل ما يستخدمه الجميع.\n\n- **المناوبة:** انظر الجدول",
    ])

  private static let japanese = SampleTexts(
    description: """
      1887年創業、**レンズ、ランタン、灯台時計**のメーカーです。この組織は*架空*のもので、\
      `rollcall sample` が書きました。登場する人は実在しません。

      - 港と天文台のための光学機器
      - ほかでは直せなかった器械の修理
      - 灯台に時刻を知らせるソフトウェア
      """,
    machines: [.ci: "CIボット", .importer: "夜間インポート", .backup: "バックアップ"],
    guestTitles: ["コンサルタント", "監査人", "翻訳者", "ガラス納入業者"],
    titles: [
      ["ソフトウェアエンジニア", "光学エンジニア", "データエンジニア", "プラットフォーム責任者"],
      ["プロダクトデザイナー", "テクニカルライター", "イラストレーター", "デザイン責任者"],
      ["経理", "営業", "人事", "カスタマーサポート", "代表取締役", "購買"],
    ],
    abouts: [
      "**水銀を使わない軸受**のことなら聞いてください。午前中のみ。", "春まで育児休業中です。",
      "短時間勤務：月曜から水曜まで。",
    ],
    workspaceNames: [
      "全社", "プラットフォーム", "デザイン", "カスタマーサポート", "営業", "キール移転",
      "光学研究所", "人事", "経理", "セキュリティ", "広報", "法務",
    ],
    project: "プロジェクト", archived: "**アーカイブ済み。** 決定事項はハンドブックにあります。",
    workspaceAbouts: [
      "全拠点へのお知らせ、食堂の*献立*、当番の連絡。",
      "ほかの全員が使うものを動かしています。\n\n- **当番：** 予定表を参照",
    ])
}
