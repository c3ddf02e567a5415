import ArgumentParser
import Domain
import Registry
import Testing

@testable import Commands

@Suite struct GlobalOptionsTests {
  static func session(_ arguments: [String], environment: [String: String]) throws -> Session {
    let options = try GlobalOptions.parse(arguments)
    return Session(
      options: options, context: try TestWorld().context(environment: environment))
  }

  @Test func `the registry comes from the option, else the environment`() throws {
    let environment = ["TISSUECTL_REGISTRY": "/e"]
    #expect(try Self.session(["--registry", "/o"], environment: environment).folder == "/o")
    #expect(try Self.session([], environment: environment).folder == "/e")
  }

  @Test func `the registry is ./registry where nothing names one`() throws {
    var context = try TestWorld().context()
    context.environment = { _ in nil }
    #expect(Session(options: try GlobalOptions.parse([]), context: context).folder == "./registry")
  }

  @Test func `the actor is the user where nobody else is named`() throws {
    #expect(try Self.session([], environment: [:]).registryContext.actor == "tester")
    let named = try Self.session(["--actor", "nurse"], environment: [:])
    #expect(named.registryContext.actor == "nurse")
  }

  @Test func `--on and --as-of are one option`() throws {
    let day = try GlobalOptions.parse(["--on", "2026-01-02"]).on
    #expect(day != nil)
    #expect(try GlobalOptions.parse(["--as-of", "2026-01-02"]).on == day)
  }

  @Test func `a day as known time means its end`() throws {
    let options = try GlobalOptions.parse(["--known-at", "2026-01-02"])
    #expect(options.knownAt?.description == "2026-01-02T23:59:59.999999Z")
  }

  @Test(arguments: [nil, 80])
  func `progress is told to a terminal only`(width: Int?) throws {
    let context = try TestWorld().context(terminalWidth: width)
    let loud = Session(options: try GlobalOptions.parse([]), context: context)
    #expect((loud.registryContext.progress != nil) == (width != nil))
    let quiet = Session(options: try GlobalOptions.parse(["--quiet"]), context: context)
    #expect(quiet.registryContext.progress == nil)
  }
}
