/// How an input names the fields of a registration, so that whoever wrote a file finds the one that is
/// meant in it.
public struct IntakeNames: Sendable {
  private let names: [String: String]

  /// The names of an input that is a registration in JSON: its paths.
  public init() { names = [:] }

  /// The names of an input that has others.
  /// - Parameter names: the name by the path without places in lists, as in `diagnoses.diagnosed_on`.
  init(_ names: [String: String]) { self.names = names }

  /// The name of a field.
  /// - Parameter path: its path in a registration, as in `diagnoses[0].diagnosed_on`.
  /// - Returns: its name in the input, or the path where it has no other.
  public func name(of path: String) -> String {
    guard !names.isEmpty else { return path }
    let plain = path.split(separator: "[").enumerated().map { place, part in
      place == 0 ? part : part.drop { $0 != "]" }.dropFirst()
    }.joined()
    return names[plain] ?? path
  }
}
