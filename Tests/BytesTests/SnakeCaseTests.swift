import Bytes
import Testing

@Suite struct SnakeCaseTests {
  @Test(arguments: [
    ("name", "name"), ("lastActiveFrom", "last_active_from"), ("events28", "events_28"),
    ("active7d", "active_7d"), ("new28D", "new_28_d"), ("pageURL", "page_url"), ("x1Y", "x_1_y"),
  ])
  func breaksWordsAtCapitalsAndBeforeDigits(camel: String, snake: String) {
    #expect(snakeCase(camel) == snake)
  }
}
