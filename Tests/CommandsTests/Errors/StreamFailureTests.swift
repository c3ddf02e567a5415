import Commands
import Testing

@Suite struct StreamFailureTests {
  static let broken: [[String]] = [
    ["explain"], ["explain", "--format", "json"], ["--help"], ["--version"],
    ["donor", "show", "--help"],
  ]

  @Test(arguments: broken)
  func `a full disk behind standard output ends with 74`(arguments: [String]) throws {
    let world = try TestWorld()
    var context = world.context()
    context.output.write = { _ in
      throw StreamFailure(stream: "standard output", reason: "no space")
    }
    let run = world.run(arguments, context: context)
    #expect(run.status == 74)
    #expect(run.errors.contains("no space"))
  }

  @Test(arguments: broken)
  func `a closed pipe ends with 74 and without a word`(arguments: [String]) throws {
    let world = try TestWorld()
    var context = world.context()
    context.output.write = { _ in
      throw StreamFailure(stream: "standard output", reason: "pipe", isClosedPipe: true)
    }
    let run = world.run(arguments, context: context)
    #expect(run.status == 74)
    #expect(run.errors.isEmpty)
  }

  @Test func `standard error that cannot be written changes no status`() throws {
    let world = try TestWorld()
    var context = world.context()
    context.errors.write = { _ in throw StreamFailure(stream: "standard error", reason: "gone") }
    #expect(world.run("donor", "list", context: context).status == 10)
  }

  @Test func `an error of unknown kind tells nothing but that it is a defect`() throws {
    struct Secret: Error { let name = "Lovelace" }
    let world = try TestWorld()
    world.run("init")
    var context = world.context()
    context.input.read = { _ in throw Secret() }
    let run = world.run("donor", "register", "--file", "-", "--format", "json", context: context)
    #expect(run.status == 70)
    #expect(try run.failure()["code"] as? String == "internal_error")
    #expect(!run.errors.contains("Lovelace"))
    #expect(run.output.isEmpty)
  }
}
