import Commands
import Domain
import Foundation
import Synchronization

/// A temporary folder, a fixed clock and captured streams for commands that run in process.
final class TestWorld: Sendable {
  /// What one command did.
  struct Run {
    let status: Int32
    let output: String
    let errors: String

    /// Standard output as one JSON document.
    func json() throws -> Any { try JSONSerialization.jsonObject(with: Data(output.utf8)) }
    /// Standard output as one JSON object.
    func object() throws -> [String: Any] { try json() as? [String: Any] ?? [:] }
    /// Standard output as a JSON array of objects.
    func array() throws -> [[String: Any]] { try json() as? [[String: Any]] ?? [] }

    /// The failure on standard error.
    func failure() throws -> [String: Any] {
      let lines = errors.split(separator: "\n")
      guard lines.count == 1 else { return [:] }
      let object = try JSONSerialization.jsonObject(with: Data(errors.utf8)) as? [String: Any]
      return object?["error"] as? [String: Any] ?? [:]
    }
  }

  private struct Streams {
    var input: [UInt8] = []
    var output: [UInt8] = []
    var errors: [UInt8] = []
  }

  static let today = "2026-11-23"
  let folder: String
  private let streams = Mutex(Streams())

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/commands-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The folder of the world's registry.
  var registry: String { folder + "/registry" }

  /// A context whose streams this world holds.
  /// - Parameters:
  ///   - environment: the environment.
  ///   - terminalWidth: columns of both streams, nil for none.
  ///   - isTyping: whether standard input is a terminal.
  /// - Returns: the context.
  func context(
    environment: [String: String] = [:], terminalWidth: Int? = nil, isTyping: Bool = false
  ) -> CommandContext {
    let registry = registry
    return CommandContext(
      clock: { Instant("2026-11-23T12:00:00Z") ?? Instant(microseconds: 0) },
      environment: { environment[$0] ?? ($0 == "TISSUECTL_REGISTRY" ? registry : nil) },
      userName: "tester",
      input: CommandContext.Input(isTerminal: isTyping) { count in
        self.streams.withLock { streams in
          let part = Array(streams.input.prefix(count))
          streams.input.removeFirst(part.count)
          return part
        }
      },
      output: CommandContext.Stream(terminalWidth: terminalWidth) { bytes in
        self.streams.withLock { $0.output += bytes }
      },
      errors: CommandContext.Stream(terminalWidth: terminalWidth) { bytes in
        self.streams.withLock { $0.errors += bytes }
      })
  }

  /// Runs one command.
  @discardableResult
  func run(_ arguments: String..., input: String = "", context given: CommandContext? = nil) -> Run
  {
    run(arguments, input: input, context: given)
  }

  /// Runs one command.
  func run(_ arguments: [String], input: String = "", context given: CommandContext? = nil) -> Run {
    streams.withLock { $0 = Streams(input: Array(input.utf8)) }
    let status = CommandLineTool.run(arguments: arguments, context: given ?? context())
    return streams.withLock { streams in
      Run(
        status: status, output: String(decoding: streams.output, as: UTF8.self),
        errors: String(decoding: streams.errors, as: UTF8.self))
    }
  }

  /// Makes the registry and registers one donor.
  /// - Returns: the donor code.
  func registered(_ person: String = TestWorld.person("A1234")) throws -> String {
    if run("donor", "list").status != 0 { run("init") }
    let run = run("donor", "register", "--file", "-", "--format", "json", input: person)
    return try run.object()["donor"] as? String ?? "none"
  }

  /// Writes a file into the world.
  /// - Returns: its path.
  func file(_ name: String, _ text: String) throws -> String {
    let path = folder + "/" + name
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// A registration with one patient number.
  static func person(_ mrn: String) -> String {
    """
    {"identifiers":{"facility":"site-1","mrn":"\(mrn)","birth_date":"1961-02-03","sex":"female"},\
    "diagnoses":[{"site":"C50.4","morphology":"8500/3","diagnosed_on":"2026-01-05"}],\
    "interest":{"source":"clinician","expressed_on":"2026-01-20"}}
    """
  }
}
