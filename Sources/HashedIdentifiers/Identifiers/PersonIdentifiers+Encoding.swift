internal import Domain

extension PersonIdentifiers {
  /// Version of the encoding below, its first byte.
  private static let encodingVersion: UInt8 = 1

  /// The canonical bytes, to be sealed.
  var encoded: [UInt8] {
    var writer = CanonicalWriter(capacity: 256)
    writer.write(Self.encodingVersion)
    for text in [facility, mrn, family, given, sex, postcode, phone, national?.system.name] {
      writer.writeOptional(text) { $0.write($1) }
    }
    writer.writeOptional(national?.value) { $0.write($1) }
    writer.writeOptional(birthDate) { $0.write($1) }
    return writer.bytes
  }

  /// Reads what ``encoded`` wrote.
  ///
  /// The fields were checked before they were sealed, under rules that may have grown since: they
  /// are taken as they are, but for the shape of a national number.
  init(decoding bytes: ArraySlice<UInt8>) throws(CanonicalReadError) {
    var reader = CanonicalReader(bytes)
    guard try reader.read(UInt8.self) == Self.encodingVersion else {
      throw reader.invalid("version of identifiers")
    }
    var texts: [String?] = []
    for _ in 0..<9 {
      texts.append(
        try reader.readOptional { (reader: inout CanonicalReader) throws(CanonicalReadError) in
          try reader.readString()
        })
    }
    let birthDate = try reader.readOptional {
      (reader: inout CanonicalReader) throws(CanonicalReadError) in
      try reader.readDay()
    }
    try reader.finish()
    var national: NationalNumber?
    if let system = texts[7], let value = texts[8] {
      do { national = try NationalNumber(system: system, value: value) } catch {
        throw reader.invalid("national number")
      }
    } else if texts[7] != nil || texts[8] != nil {
      throw reader.invalid("national number")
    }
    self.init(
      unchecked: texts[0], texts[1], texts[2], texts[3], birthDate, texts[4], texts[5], texts[6],
      national)
  }
}
