internal import Anonymization
internal import Domain
internal import Interchange

extension AnonymizationScheme {
  /// Reads the levels out of the report of an earlier release.
  /// - Parameter file: the report.
  /// - Throws: ``RegistryError`` where it holds no scheme.
  init(report file: InputFile) throws {
    let document: JSONValue
    do { document = try JSONValue(parsing: try file.contents()[...]) } catch {
      throw Registry.malformed(error, file: file.name)
    }
    guard let members = document["levels"]?.members else {
      throw Self.malformed(file, "the file holds no levels", "levels")
    }
    var levels: [String: Int] = [:]
    for member in members {
      guard let level = member.value.integer, level >= 0 else {
        throw Self.malformed(
          file, "column '\(FieldProblem.excerpt(member.key))' has no level of its own",
          "levels.\(FieldProblem.excerpt(member.key))")
      }
      levels[member.key] = level
    }
    self.init(levels: levels)
  }

  private static func malformed(
    _ file: InputFile, _ problem: String, _ field: String
  ) -> RegistryError {
    RegistryError(
      .inputMalformed, problem, at: [.init("file", file.name), .init("field", field)],
      why: "a scheme gives every quasi-identifier one level",
      fix: "name the report of a release that was made without --local and --sets")
  }
}

extension TableAnonymizationRequest {
  /// Binds a search to the scheme that the request names, if it names one.
  /// - Parameter search: the search.
  /// - Returns: the same search, with levels of the scheme alone.
  /// - Throws: ``RegistryError``.
  func bound(_ search: AnonymizationRequest) throws -> AnonymizationRequest {
    guard let scheme else { return search }
    let levels = try AnonymizationScheme(report: scheme)
    do {
      return try search.following(levels, mayCoarsen ? .atLeast : .exactly)
    } catch {
      throw RegistryError(
        .inputMalformed, error.description, at: [.init("file", scheme.name)],
        fix:
          "use the quasi-identifiers and the hierarchies of the release that the scheme comes from")
    }
  }
}
