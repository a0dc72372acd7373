extension SampleTexts {
  /// Names for the first workspaces, then projects with a number.
  static func name(ofWorkspace workspace: Int) -> String {
    guard workspace >= workspaceNames.count else { return workspaceNames[workspace] }
    let number = workspace - workspaceNames.count
    let bird = birds[number % birds.count]
    return number < birds.count
      ? "Project \(bird)" : "Project \(bird) \(number / birds.count + 1)"
  }

  private static let workspaceNames = [
    "Everyone", "Platform", "Design & Brand", "Kundenservice", "Sales EMEA", "Kiel 2024 (move)",
    "光学研究所", "People & Culture", "Finance", "Φάροι Θεσσαλονίκης", "Security",
    "Research: how to keep two hundred lighthouse clocks within one millisecond of each other",
    "Website relaunch", "Onboarding 2027", "مشروع المنارة", "R&D <lenses>", "Мастерская",
    "Press", "Legal", "Board",
  ]

  private static let birds = [
    "Avocet", "Bittern", "Curlew", "Dunlin", "Eider", "Fulmar", "Gannet", "Heron", "Ibis",
    "Jackdaw",
    "Kestrel", "Lapwing", "Merlin", "Nightjar", "Osprey", "Petrel", "Quail", "Redshank", "Siskin",
    "Turnstone", "Whimbrel", "Yellowhammer",
  ]

  /// What the workspace is for, in Markdown; nil for one in five.
  static func about(workspace: Int, _ made: Workspace) -> String? {
    if made.archivedDay != nil {
      return "**Archived.** What was decided here is in the [handbook](\(handbook)/decisions)."
    }
    let kind = workspace % 5
    return kind < workspaceAbouts.count ? workspaceAbouts[kind] : nil
  }

  private static let handbook = "https://intranet.nordlicht.example/handbook"

  private static let workspaceAbouts = [
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
  ]
}
