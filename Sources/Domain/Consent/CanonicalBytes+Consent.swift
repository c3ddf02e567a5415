extension CanonicalWriter {
  /// Writes a coded value as its raw byte.
  mutating func write(_ value: some CodedValue) {
    write(value.rawValue)
  }

  /// Writes a set of scopes as its sixteen bits.
  mutating func write(_ value: ScopeSet) {
    write(value.rawValue)
  }

  /// Writes the id and the version.
  mutating func write(_ value: FormReference) {
    write(value.id)
    write(UInt32(value.version))
  }

  /// Writes months and days.
  mutating func write(_ value: CivilPeriod) {
    write(Int32(clamping: value.months))
    write(Int32(clamping: value.days))
  }
}

extension CanonicalReader {
  /// Reads a set of scopes.
  mutating func readScopes() throws(CanonicalReadError) -> ScopeSet {
    ScopeSet(rawValue: try read())
  }

  /// Reads the id and the version of a form.
  mutating func readFormReference() throws(CanonicalReadError) -> FormReference {
    let id = try readString()
    let version = Int(try read(UInt32.self))
    guard let reference = FormReference(id: id, version: version) else {
      throw invalid("form reference")
    }
    return reference
  }

  /// Reads months and days.
  mutating func readPeriod() throws(CanonicalReadError) -> CivilPeriod {
    let months = Int(try read(Int32.self))
    return CivilPeriod(months: months, days: Int(try read(Int32.self)))
  }
}
