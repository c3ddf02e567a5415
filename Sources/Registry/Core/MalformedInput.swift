internal import Domain
internal import Interchange

extension Registry {
  /// An input that could not be read as a whole, with the place where reading stopped.
  static func malformed(_ error: any Error, file: String) -> RegistryError {
    var place: [RegistryError.Place] = [.init("file", file)]
    switch error {
    case let error as RegistryError: return error
    case let error as DelimitedReadError:
      if let line = error.line { place.append(.init("line", "\(line)")) }
      return RegistryError(
        .inputMalformed, "\(error)", at: place, why: "nothing was taken from the file",
        fix: "correct the file and run the command again")
    case let error as HeaderError:
      place.append(.init("line", "1"))
      return RegistryError(
        .inputMalformed, "\(error)", at: place, why: "nothing was taken from the file",
        fix: "correct the header and import the file again")
    case let error as NaaccrError:
      place.append(.init("line", "\(error.line)"))
      return RegistryError(
        .inputMalformed, "\(error)", at: place, why: "nothing was taken from the file",
        fix: "correct the file and run the command again")
    case let error as JSONError:
      place.append(.init("line", "\(error.line)"))
      place.append(.init("column", "\(error.column)"))
      return RegistryError(
        .inputMalformed, "\(error)", at: place, fix: "give valid JSON, UTF-8 encoded")
    case let error as FHIRDocumentError:
      return RegistryError(.inputMalformed, "\(error)", at: place)
    case let error as LineReadError:
      return RegistryError(.inputMalformed, "\(error)", at: place)
    case let error as MappingError:
      return RegistryError(
        .inputMalformed, "\(error)", at: place, fix: "correct the mapping file")
    default: return RegistryError(translating: error)
    }
  }

  /// The problems of one record as one failure: the first named whole, the others counted.
  static func rejection(_ problems: [FieldProblem], file: String, line: Int) -> RegistryError {
    guard let first = problems.first else {
      return RegistryError(.inputMalformed, "the record was rejected", at: [.init("file", file)])
    }
    let others = problems.dropFirst().map(\.description)
    return RegistryError(
      .inputMalformed, first.problem,
      at: [.init("file", file), .init("line", "\(line)"), .init("field", first.field)],
      why: others.isEmpty ? nil : "also: " + others.joined(separator: "; "), fix: first.fix)
  }
}
