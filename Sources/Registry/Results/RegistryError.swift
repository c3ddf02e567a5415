/// A failure as a person at the terminal has to hear it: what, where, why and what to do.
///
/// No field ever holds the value of an identifier.
public struct RegistryError: Error, Equatable, Sendable {
  /// The stable code, one of the catalogue.
  public var code: ErrorCode
  /// What is wrong, a lower-case sentence without full stop.
  public var message: String
  /// Where: pairs such as `file`, `line`, `field`, `donor`, in the order to show them.
  public var location: [Place]
  /// Why that is a failure.
  public var why: String?
  /// What to do next.
  public var fix: String?

  /// One part of a location.
  public struct Place: Equatable, Sendable {
    /// What the part is called, for example `line`.
    public var name: String
    /// Its value.
    public var value: String

    /// Names a part of a location.
    /// - Parameters:
    ///   - name: what the part is called.
    ///   - value: its value.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// States a failure.
  /// - Parameters:
  ///   - code: the stable code.
  ///   - message: what is wrong.
  ///   - location: where.
  ///   - why: why that is a failure.
  ///   - fix: what to do next.
  public init(
    _ code: ErrorCode, _ message: String, at location: [Place] = [], why: String? = nil,
    fix: String? = nil
  ) {
    self.code = code
    self.message = message
    self.location = location
    self.why = why
    self.fix = fix
  }
}

extension RegistryError: CustomStringConvertible {
  /// Message, location and fix in one line.
  public var description: String {
    var text = message
    if !location.isEmpty {
      text += " (" + location.map { "\($0.name) \($0.value)" }.joined(separator: ", ") + ")"
    }
    if let why { text += ": \(why)" }
    if let fix { text += "; \(fix)" }
    return text
  }
}
