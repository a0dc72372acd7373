/// The words of the made-up organization, in one language.
struct SampleTexts: Sendable {
  static let name = "Nordlicht & Töchter"
  static let domain = "nordlicht.example"
  private static let handbook = "https://intranet.nordlicht.example/handbook"

  /// In Markdown, as all that is about something.
  let description: String
  let machines: [Person.Machine: String]
  let guestTitles: [String]
  /// `[craft]`
  let titles: [[String]]
  /// A few words of people.
  let abouts: [String]
  let workspaceNames: [String]
  /// Before the name of a bird.
  let project: String
  let archived: String
  let workspaceAbouts: [String]

  func name(of machine: Person.Machine, _ user: Int) -> String {
    let base = machines[machine] ?? ""
    return user < 10 ? base : "\(base) \(user / 500 + 1)"
  }

  /// nil for one in nine, and for who has not come yet.
  func title(of person: Person) -> String? {
    guard person.quirk % 9 != 0, person.status != .invited else { return nil }
    if person.role == .guest { return guestTitles[Int(person.quirk / 9) % guestTitles.count] }
    let list = titles[Int(person.craft.rawValue)]
    return list[Int(person.quirk / 9) % list.count]
  }

  /// Of some people; nil for most.
  func about(_ person: Person) -> String? {
    guard !person.isBot, person.status == .active, person.quirk % 7 == 3 else { return nil }
    return abouts[Int(person.quirk / 7) % abouts.count]
  }

  /// Names for the first workspaces, then projects with a number.
  func name(ofWorkspace workspace: Int) -> String {
    guard workspace >= workspaceNames.count else { return workspaceNames[workspace] }
    let number = workspace - workspaceNames.count
    let birds = SampleTexts.birds
    let bird = birds[number % birds.count]
    return number < birds.count
      ? "\(project) \(bird)" : "\(project) \(bird) \(number / birds.count + 1)"
  }

  /// What the workspace is for; nil for one in five.
  func about(workspace: Int, _ made: Workspace) -> String? {
    if made.archivedDay != nil { return archived }
    let kind = workspace % 5
    return kind < workspaceAbouts.count ? workspaceAbouts[kind] : nil
  }

  private static let birds = [
    "Avocet", "Bittern", "Curlew", "Dunlin", "Eider", "Fulmar", "Gannet", "Heron", "Ibis",
    "Jackdaw",
    "Kestrel", "Lapwing", "Merlin", "Nightjar", "Osprey", "Petrel", "Quail", "Redshank", "Siskin",
    "Turnstone", "Whimbrel", "Yellowhammer",
  ]
}

extension SampleTexts {
  static let english = SampleTexts(
    description: """
      Makers of **lenses, lanterns and lighthouse clocks** since 1887. This organization is *made \
      up*: `rollcall sample` wrote it, and nobody in it exists.

      ## What we do

      - Optics for harbours and observatories
      - Repairs of instruments that others have given up on
      - Software that tells lighthouses the time

      ## Where we are

      | Site | Since | People say |
      |:--|--:|---|
      | Berlin-Wedding | 1887 | "the works" |
      | Kiel | 1952 | "the pier" |
      | Thessaloniki | 2019 | „το φανάρι“ |

      ## How we work

      1. Write it down.
      2. Ask for a review.
      3. Go home before dark, as *we* know what light costs.

      > A light that nobody looks after is only a lamp.

      More in the [handbook](https://intranet.nordlicht.example/handbook).
      """,
    machines: [.ci: "CI bot", .importer: "Nightly importer", .backup: "Backup keeper"],
    guestTitles: [
      "Consultant", "Auditor", "Translator", "Supplier, glass", "Intern (Werkstudentin)",
    ],
    titles: [
      [
        "Software Engineer", "Senior Software Engineer", "Optical Engineer", "Site Reliability",
        "Data Engineer", "Head of Platform", "QA Engineer", "Werkstattmeisterin",
        "Embedded Developer (C/C++)", "Security Engineer",
      ],
      [
        "Product Designer", "Technical Writer", "Illustrator", "Lens Designer", "UX Researcher",
        "Head of Design", "Photographer", "Photonics R&D",
      ],
      [
        "Account Manager", "Finance & Controlling", "People Partner", "Office Manager",
        "Sales EMEA",
        "Customer Support", "Legal Counsel", "Managing Director", "Procurement",
        "Events & Community",
      ],
    ],
    abouts: [
      "Ask me about **mercury-free bearings**. Mornings only.",
      "On parental leave until spring; [Grace](https://intranet.nordlicht.example/grace) stands in.",
      """
      ### Works on

      - the clock firmware
      - `tide-tables`, since everybody else left it alone
      - [x] the move to Kiel
      - [ ] the move back
      """,
      "Fluent in Deutsch, English, 日本語 and *sarcasm*.",
      "Part time: Monday to Wednesday.\n\n> Please write, do not call.",
      "Keeper of the style guide, 1 < 2 & \"quotes\" included.",
      "~~Retired~~ back for one more season.",
    ],
    workspaceNames: [
      "Everyone", "Platform", "Design & Brand", "Kundenservice", "Sales EMEA", "Kiel 2024 (move)",
      "光学研究所", "People & Culture", "Finance", "Φάροι Θεσσαλονίκης", "Security",
      "Research: how to keep two hundred lighthouse clocks within one millisecond of each other",
      "Website relaunch", "Onboarding 2027", "مشروع المنارة", "R&D <lenses>", "Мастерская",
      "Press", "Legal", "Board",
    ],
    project: "Project",
    archived: "**Archived.** What was decided here is in the [handbook](\(handbook)/decisions).",
    workspaceAbouts: [
      """
      ## Welcome

      News for all sites, the canteen's *menu*, and who is on call.

      | Day | Canteen |
      |---|---|
      | Tuesday | Labskaus |
      | Thursday | Σπανακόπιτα |
      | Friday | closed |

      New here? Start with the [handbook](\(handbook)).
      """,
      """
      We run what everybody else runs on.

      - **On call:** see the rota, not the loudest person
      - **Deploys:** Tuesday and Thursday, *never* on Friday
      - **Incidents:** `/incident open`, then coffee

      ```sh
      make deploy SITE=kiel
      ```
      """,
      """
      Everything that people can see of us.

      1. Ask in the open.
      2. Show early.
      3. Keep the [lantern grid](\(handbook)/grid).
      """,
      "Answers within one working day. *Freundlich, kurz, richtig.*",
    ])
}
