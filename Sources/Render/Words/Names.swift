import Configure
import Measure

// What the program's own words are called where people read them.

extension Words {
  func title(of period: Period) -> [UInt8] {
    switch period {
    case .always(.week): self[.thisWeek]
    case .always(.lastWeek): self[.lastWeek]
    case .always(.month): self[.thisMonth]
    case .always(.lastMonth): self[.lastMonth]
    case .always(.year): self[.thisYear]
    case .always(.all): self[.allTime]
    case .calendarMonth(let first): date(first, as: .monthOfYear)
    }
  }
}

extension AccountState {
  var phrase: Phrase {
    switch self {
    case .active: .stateActive
    case .quiet: .stateQuiet
    case .dormant: .stateDormant
    case .new: .stateNew
    case .never: .stateNever
    case .status: .stateOther
    }
  }

  /// What it means.
  var note: Phrase {
    switch self {
    case .active: .stateActiveNote
    case .quiet: .stateQuietNote
    case .dormant: .stateDormantNote
    case .new: .stateNewNote
    case .never: .stateNeverNote
    case .status: .stateOtherNote
    }
  }
}
