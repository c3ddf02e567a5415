internal import Glibc
internal import Registry

/// A registry in a folder of its own below the present one, removed at the end, whose tables the
/// sqlite3 shell fills; or one in a named folder, kept to be measured again.
final class ScratchRegistry {
  let folder: String
  let registry: Registry
  /// Whether an earlier run made and filled it.
  let isFilled: Bool
  private let isKept: Bool

  /// Makes the registry, or opens the one that was kept.
  /// - Parameter kept: the folder to keep it in; nil for one that is removed at the end.
  /// - Throws: `BenchFailure`, or why there is no registry.
  init(kept: String? = nil) throws {
    folder = kept ?? "registry-bench-\(getpid())"
    isKept = kept != nil
    let context = RegistryContext(clock: { RegistryBench.now() }, actor: "bench")
    isFilled = unsafe kept != nil && access("\(folder)/filled", F_OK) == 0
    if isFilled {
      registry = try Registry.open(at: "\(folder)/registry", context: context)
      return
    }
    guard unsafe mkdir(folder, 0o700) == 0 else { throw BenchFailure.folder(folder) }
    registry = try Registry.create(at: "\(folder)/registry", mode: .vault, context: context)
  }

  deinit { if !isKept { _ = unsafe system("rm -rf \(folder)") } }

  /// Says that the registry holds everything that later runs expect of it.
  func markFilled() throws {
    guard isKept else { return }
    guard let file = unsafe fopen("\(folder)/filled", "w") else {
      throw BenchFailure.folder(folder)
    }
    unsafe fclose(file)
  }

  /// Runs statements in the sqlite3 shell, durably or not.
  func sqlite(_ statements: String, output: String? = nil) throws {
    let into = output.map { " > \(folder)/\($0)" } ?? ""
    try shell("sqlite3 -csv \(folder)/registry/registry.sqlite \"\(statements)\"\(into)")
  }

  /// Fills tables in one transaction that nothing is held to.
  func fill(_ statements: String) throws {
    try sqlite(
      """
      PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -400000; BEGIN;
      \(statements); COMMIT
      """)
  }

  /// Writes the latest version of the default form with some lines changed.
  /// - Parameter lines: what takes the place of which line.
  /// - Returns: the path of the file.
  /// - Throws: `BenchFailure`, or why there is no form.
  func form(_ lines: [String: String]) throws -> String {
    let text = try registry.formDocument("broad-tissue-donation")
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { lines[String($0)] ?? String($0) }.joined(separator: "\n")
    let path = "\(folder)/form.yaml"
    guard let file = unsafe fopen(path, "w") else { throw BenchFailure.folder(path) }
    _ = unsafe fputs(text, file)
    unsafe fclose(file)
    return path
  }

  private func shell(_ command: String) throws {
    // Safe: the command is made of names and numbers of this program's own.
    guard unsafe system(command) == 0 else { throw BenchFailure.command(command) }
  }
}
