import Testing

@testable import Ingest

@Suite struct DroppedUsersTests {
  private let dropped = DroppedUsers(["u1", "7", "Ada, the first"])

  @Test(arguments: [
    "{\"user_id\": \"u1\"}", "{\"user_id\":7}", "{\"by\": [1,7 ]}", "{\"by\": \"Ada, the first\"",
    "{\"u1\": 5}", "u1",
  ])
  func areNamedAsAStringOrAWord(record: String) {
    #expect(dropped.isNamed(in: record.utf8))
  }

  @Test(arguments: [
    "", "{\"user_id\": \"u12\"}", "{\"user_id\":77}", "{\"by\": \"Ada\"}", "{\"U1\": \"u 1\"}",
  ])
  func areNotNamedByAPartOfAWord(record: String) {
    #expect(!dropped.isNamed(in: record.utf8))
  }

  @Test func areNamedNowhereWhereThereAreNone() {
    #expect(!DroppedUsers.none.isNamed(in: "{\"user_id\": \"\"}".utf8))
  }
}
