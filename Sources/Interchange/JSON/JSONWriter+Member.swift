public import Domain

/// Name and value in one call.
extension JSONWriter {
  /// Writes a member with a text.
  /// - Parameters:
  ///   - name: the name.
  ///   - value: the text; nil for `null`.
  public mutating func member(_ name: String, _ value: String?) {
    key(name)
    string(value)
  }

  /// Writes a member with an integer.
  /// - Parameters:
  ///   - name: the name.
  ///   - value: the integer; nil for `null`.
  public mutating func member(_ name: String, _ value: Int?) {
    key(name)
    integer(value)
  }

  /// Writes a member with a number.
  /// - Parameters:
  ///   - name: the name.
  ///   - value: the number; nil for `null`.
  public mutating func member(_ name: String, _ value: Double?) {
    key(name)
    number(value)
  }

  /// Writes a member with a truth value.
  /// - Parameters:
  ///   - name: the name.
  ///   - value: the truth value; nil for `null`.
  public mutating func member(_ name: String, _ value: Bool?) {
    key(name)
    bool(value)
  }

  /// Writes a member with a day.
  /// - Parameters:
  ///   - name: the name.
  ///   - value: the day; nil for `null`.
  public mutating func member(_ name: String, _ value: CivilDay?) {
    key(name)
    day(value)
  }

  /// Writes a member with an instant.
  /// - Parameters:
  ///   - name: the name.
  ///   - value: the instant; nil for `null`.
  public mutating func member(_ name: String, _ value: Instant?) {
    key(name)
    instant(value)
  }

  /// Writes a member with a value that was read or built.
  /// - Parameters:
  ///   - name: the name.
  ///   - value: the value.
  public mutating func member(_ name: String, _ value: JSONValue) {
    key(name)
    self.value(value)
  }
}
