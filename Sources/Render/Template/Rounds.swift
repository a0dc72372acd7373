/// Which routines call each other in a round: Tarjan's strongly connected components (1972), in
/// time that is linear in calls.
struct Rounds {
  /// For each routine its round, one of its own where it lies on none; a round that another
  /// calls has the lower number.
  private(set) var number: [Int]
  private(set) var count = 0

  init(_ routines: Int, _ calls: [Recursion.Call]) {
    number = Array(repeating: -1, count: routines)
    var called = [[Int]](repeating: [], count: routines)
    for call in calls { called[call.from].append(call.to) }
    /// When a routine was entered, and the earliest one on the way to it that it leads back to.
    var entered = [Int](repeating: -1, count: routines)
    var back = [Int](repeating: 0, count: routines)
    var clock = 0
    var waiting: [Int] = []
    var way: [(routine: Int, next: Int)] = []
    for start in 0..<routines where entered[start] < 0 {
      way.append((start, 0))
      while let (routine, next) = way.last {
        if next == 0 {
          entered[routine] = clock
          back[routine] = clock
          clock += 1
          waiting.append(routine)
        }
        if next < called[routine].count {
          way[way.count - 1].next += 1
          let other = called[routine][next]
          if entered[other] < 0 {
            way.append((other, 0))
          } else if number[other] < 0 {
            back[routine] = min(back[routine], entered[other])
          }
          continue
        }
        way.removeLast()
        if let caller = way.last?.routine { back[caller] = min(back[caller], back[routine]) }
        guard back[routine] == entered[routine] else { continue }
        while let member = waiting.popLast() {
          number[member] = count
          if member == routine { break }
        }
        count += 1
      }
    }
  }

  func isInside(_ call: Recursion.Call) -> Bool { number[call.from] == number[call.to] }
}
