import Testing

@testable import Sample

@Suite struct SampleOptionsTests {
  @Test func takesTheDefaults() throws {
    let options = try SampleOptions()
    #expect(options.users == 250)
    #expect(options.events == 60_000)
    #expect(options.workspaces == 14)
    #expect(options.days == 400)
    #expect(options.seed == 1)
    #expect(!options.ndjson)
  }

  @Test func takesBothEndsOfEachRange() throws {
    _ = try SampleOptions(users: 1, events: 0, workspaces: 0, days: 1, seed: 0)
    _ = try SampleOptions(
      users: 5_000_000, events: 10_000_000_000, workspaces: 100_000, days: 10_000, seed: .max)
  }

  @Test func namesTheOptionThatIsOutOfRange() {
    #expect(
      message { () throws(SampleError) in try SampleOptions(users: 0) }
        == "--users is 0; give a whole number from 1 to 5000000.")
    #expect(
      message { () throws(SampleError) in try SampleOptions(events: -1) }
        == "--events is -1; give a whole number from 0 to 10000000000.")
    #expect(
      message { () throws(SampleError) in try SampleOptions(workspaces: 100_001) }
        == "--workspaces is 100001; give a whole number from 0 to 100000.")
    #expect(
      message { () throws(SampleError) in try SampleOptions(days: 0) }
        == "--days is 0; give a whole number from 1 to 10000.")
    #expect(
      message { () throws(SampleError) in try SampleOptions(language: "xx") }
        == "--language is 'xx'; there are ar, de, en, es, fr, ja, pl.")
  }

  private func message(_ make: () throws(SampleError) -> SampleOptions) -> String? {
    do throws(SampleError) {
      _ = try make()
      return nil
    } catch { return error.description }
  }
}
