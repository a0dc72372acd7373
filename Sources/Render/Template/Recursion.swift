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

  let routines: Int
  let calls: [Call]

  /// The first call that lies on a round which could go on forever. A round is sure to end if
  /// each of its calls stays or goes deeper, and one goes deeper: a page is a finite tree.
  var firstEndless: Int? {
    let rounds = Rounds(routines, calls)
    let standing = Rounds(routines, calls.filter { $0.step == .same })
    return calls.indices.first { index in
      switch calls[index].step {
      case .same: standing.isInside(calls[index])
      case .elsewhere: rounds.isInside(calls[index])
      case .deeper: false
      }
    }
  }

  /// The innermost call with which something comes to more than `limit`, if the first routine
  /// does: the sum of the `counts` of a routine and of all that it calls, each as often as it is
  /// called. What calls itself counts once.
  func firstOver(_ limit: Int, counts: [Int]) -> Int? {
    let rounds = Rounds(routines, calls)
    var sums = [Int](repeating: 0, count: rounds.count)
    for routine in 0..<routines { sums[rounds.number[routine]] += counts[routine] }
    let leaving = calls.indices.filter { !rounds.isInside(calls[$0]) }
    // Rounds are numbered from the innermost outwards.
    for index in leaving.sorted(by: {
      rounds.number[calls[$0].from] < rounds.number[calls[$1].from]
    }) {
      let caller = rounds.number[calls[index].from]
      sums[caller] += sums[rounds.number[calls[index].to]]
      if sums[caller] > limit { return index }
    }
    return nil
  }
}
