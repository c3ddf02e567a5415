internal import Domain
internal import Interchange

/// Reads the identifiers that a site asks with, by the rules of a registration.
enum IdentifierQuery {
  /// Reads an object of identifiers, or a registration, of which only the identifiers count.
  static func read(_ json: [UInt8], name: String, today: CivilDay) throws -> RawIdentifiers {
    let value = try JSONValue(parsing: json[...])
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("identifiers", value["identifiers"] ?? value)
    writer.endObject()
    let options = IntakeOptions(
      interest: Interest(source: .other, expressedOn: today), today: today)
    var reader = JSONIntakeReader(source: ByteSources.memory(writer.take()), options: options)
    switch try reader.next()?.result {
    case .success(let intake): return intake.identifiers
    case .failure(let rejected): throw Registry.rejection(rejected.problems, file: name, line: 1)
    case nil:
      throw RegistryError(
        .inputMalformed, "the input is empty", at: [.init("file", name)],
        fix: "give one JSON object of identifiers")
    }
  }
}
