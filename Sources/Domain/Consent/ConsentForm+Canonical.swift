extension ConsentForm: CanonicallyEncoded {
  /// The version of the encoding, the first byte of every form.
  static let encodingVersion: UInt8 = 1

  /// Writes the form in its canonical form, which stays the same for ever.
  /// - Parameter writer: the message to write to.
  public func encode(into writer: inout CanonicalWriter) {
    writer.write(Self.encodingVersion)
    writer.write(reference)
    writer.write(title)
    writer.write(language)
    writer.write(publishedOn)
    writer.write(inForceFrom)
    writer.write(change)
    writer.writeOptional(gracePeriod) { $0.write($1) }
    writer.writeOptional(validity) { $0.write($1) }
    writer.write(UInt8(clamping: ageOfMajority))
    writer.writeOptional(assentAge) { $0.write(UInt8(clamping: $1)) }
    writer.write(requiresEvidence)
    writer.write(survivesDeath)
    writer.writeList(modules) { writer, module in
      writer.write(module.id)
      writer.write(module.title)
      writer.write(module.isMandatory)
      writer.writeOptional(module.parent) { $0.write($1) }
      writer.writeOptional(module.validity) { $0.write($1) }
      writer.writeList(module.items) { writer, item in
        writer.write(item.scope)
        writer.write(item.text)
        writer.writeOptional(item.validity) { $0.write($1) }
        writer.writeList(item.duoCodes) { $0.write($1) }
        writer.writeList(item.miiCodes) { $0.write($1) }
      }
    }
  }

  /// Reads a form and checks it again.
  /// - Parameter reader: the message, at the first byte of the form.
  /// - Throws: ``CanonicalReadError`` for bytes that are no form.
  public init(from reader: inout CanonicalReader) throws(CanonicalReadError) {
    guard try reader.read(UInt8.self) == Self.encodingVersion else {
      throw reader.invalid("version of a consent form")
    }
    let reference = try reader.readFormReference()
    let title = try reader.readString()
    let language = try reader.readString()
    let publishedOn = try reader.readDay()
    let inForceFrom = try reader.readDay()
    let change = try reader.readCoded(FormChange.self)
    let gracePeriod = try Self.readOptionalPeriod(&reader)
    let validity = try Self.readOptionalPeriod(&reader)
    let ageOfMajority = Int(try reader.read(UInt8.self))
    let assentAge = try reader.readBool() ? Int(try reader.read(UInt8.self)) : nil
    let requiresEvidence = try reader.readBool()
    let survivesDeath = try reader.readBool()
    let modules = try reader.readList { reader throws(CanonicalReadError) in
      try Self.readModule(&reader)
    }
    do {
      try self.init(
        reference: reference, title: title, language: language, publishedOn: publishedOn,
        inForceFrom: inForceFrom, change: change, gracePeriod: gracePeriod, validity: validity,
        ageOfMajority: ageOfMajority, assentAge: assentAge, requiresEvidence: requiresEvidence,
        survivesDeath: survivesDeath, modules: modules)
    } catch {
      throw reader.invalid("consent form")
    }
  }

  private static func readModule(
    _ reader: inout CanonicalReader
  ) throws(CanonicalReadError) -> FormModule {
    let id = try reader.readString()
    let title = try reader.readString()
    let isMandatory = try reader.readBool()
    let parent = try reader.readBool() ? try reader.readString() : nil
    let validity = try readOptionalPeriod(&reader)
    let items = try reader.readList { reader throws(CanonicalReadError) in
      try readItem(&reader)
    }
    return FormModule(
      id: id, title: title, isMandatory: isMandatory, parent: parent, validity: validity,
      items: items)
  }

  private static func readItem(
    _ reader: inout CanonicalReader
  ) throws(CanonicalReadError) -> FormItem {
    let scope = try reader.readCoded(ConsentScope.self)
    let text = try reader.readString()
    let validity = try readOptionalPeriod(&reader)
    let duoCodes = try reader.readList { reader throws(CanonicalReadError) in
      try reader.readString()
    }
    let miiCodes = try reader.readList { reader throws(CanonicalReadError) in
      try reader.readString()
    }
    return FormItem(
      scope: scope, text: text, validity: validity, duoCodes: duoCodes, miiCodes: miiCodes)
  }

  private static func readOptionalPeriod(
    _ reader: inout CanonicalReader
  ) throws(CanonicalReadError) -> CivilPeriod? {
    try reader.readBool() ? try reader.readPeriod() : nil
  }
}
