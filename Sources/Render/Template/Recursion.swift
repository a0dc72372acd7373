/// Who includes whom among the routines of a program, to tell a partial that includes itself
/// along a tree, which ends, from one that would print forever.
struct Recursion {
  /// How the innermost row changes between the start of a routine and a call in it.
  enum Step {
    /// It stays as it is.
    case same
    /// It becomes one of its own rows, or a row of these.
    case deeper
    /// It becomes a row of one further out.
    case elsewhere
  }

  struct Call {
    let from: Int
    let to: Int
    let step: Step
  }

  let calls: [Call]

  /// The first call that lies on a round which could go on forever. A round is sure to end if
  /// each of its calls stays or goes deeper, and one goes deeper: a page is a finite tree.
  var firstEndless: Int? {
    calls.indices.first { index in
      switch calls[index].step {
      case .same: leadsBack(calls[index]) { $0 == .same }
      case .elsewhere: leadsBack(calls[index]) { _ in true }
      case .deeper: false
      }
    }
  }

  private func leadsBack(_ call: Call, over allowed: (Step) -> Bool) -> Bool {
    var seen: Set<Int> = [call.to]
    var open = [call.to]
    while let routine = open.popLast() {
      if routine == call.from { return true }
      for next in calls where next.from == routine && allowed(next.step) {
        if seen.insert(next.to).inserted { open.append(next.to) }
      }
    }
    return false
  }
}
