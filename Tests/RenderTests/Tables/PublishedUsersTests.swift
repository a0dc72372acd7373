import Testing

@testable import Render

@Suite struct PublishedUsersTests {
  private func found(_ ids: [String], _ rows: [(String, Bool, Int)]) -> PublishedUsers {
    var csv = CSVWriter(header: ["user_id", "name", "bot", "events"])
    for (id, isBot, events) in rows {
      csv.text(id)
      csv.text("\"Ada\",\r\n\"u1\"")
      csv.flag(isBot)
      csv.number(events)
      csv.endRow()
    }
    return PublishedUsers(ids, in: csv.bytes.array)
  }

  /// Events of bots are in no figure of a report. A name holds quotes, a line's end and an id.
  @Test func countsUsersAndTheEventsOfHumans() {
    let rows = [("u1", false, 5), ("u2", true, 70), ("u3", false, 900), ("=a,\"b\"", false, 11)]
    let some = found(["u1", "u2", "=a,\"b\"", "u9", "u"], rows)
    #expect(some.users == 3)
    #expect(some.events == 16)
    #expect(found([], rows).users == 0)
  }

  @Test(arguments: [
    "", "\"", "\"user_id\",\"bot\",\"events\"", "\"user_id\",\"bot\",\"events\"\r\n\"u1\",\"fal",
    "\"user_id\",\"name\"\r\n\"u1\",\"u1\"\r\n", "user_id,bot,events\r\nu1,false,5\r\n",
  ])
  func findsNobodyInWhatIsNoTable(csv: String) {
    #expect(PublishedUsers(["u1"], in: Array(csv.utf8)).users == 0)
  }
}
