/// The words of the made-up organization.
enum SampleTexts {
  static let name = "Nordlicht & Töchter"
  static let domain = "nordlicht.example"

  static let description = """
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
    """

  static func name(of machine: Person.Machine, _ user: Int) -> String {
    let base =
      switch machine {
      case .ci: "CI bot"
      case .importer: "Nightly importer"
      case .backup: "Backup keeper"
      }
    return user < 10 ? base : "\(base) \(user / 500 + 1)"
  }

  /// nil for one in nine, and for who has not come yet.
  static func title(of person: Person) -> String? {
    guard person.quirk % 9 != 0, person.status != .invited else { return nil }
    if person.role == .guest { return guestTitles[Int(person.quirk / 9) % guestTitles.count] }
    let list = titles[Int(person.craft.rawValue)]
    return list[Int(person.quirk / 9) % list.count]
  }

  private static let guestTitles = [
    "Consultant", "Auditor", "Translator", "Supplier, glass", "Intern (Werkstudentin)",
  ]

  /// `[craft]`
  private static let titles = [
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
      "Account Manager", "Finance & Controlling", "People Partner", "Office Manager", "Sales EMEA",
      "Customer Support", "Legal Counsel", "Managing Director", "Procurement", "Events & Community",
    ],
  ]

  /// A few words of some people, in Markdown; nil for most.
  static func about(_ person: Person) -> String? {
    guard !person.isBot, person.status == .active, person.quirk % 7 == 3 else { return nil }
    return abouts[Int(person.quirk / 7) % abouts.count]
  }

  private static let abouts = [
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
  ]
}
