extension ScopeSet: CustomStringConvertible {
  /// The names of the scopes in their order, separated by a comma and a space.
  public var description: String { map(\.name).joined(separator: ", ") }

  /// Reads `all` or a list of scope names separated by commas or semicolons.
  /// - Parameters:
  ///   - text: what was written.
  ///   - all: what `all` stands for, usually the scopes of a form.
  ///   - field: where it was written.
  /// - Returns: the set.
  /// - Throws: ``FieldProblem`` for an unknown name, with the nearest one as its fix, and for an
  ///   empty or doubled name.
  public static func parse(
    _ text: String, all: ScopeSet = .all, field: String
  ) throws(FieldProblem) -> ScopeSet {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "," || $0 == ";" }
      .map { part in String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
    if parts.count == 1, parts[0].lowercased() == "all" { return all }
    var scopes = ScopeSet()
    for part in parts {
      guard !part.isEmpty else {
        throw FieldProblem(
          field: field, problem: "a scope name is empty",
          fix: "write all, or scope names separated by commas")
      }
      let scope: ConsentScope
      guard let known = ConsentScope(name: part) else {
        throw FieldProblem(
          field: field, problem: "unknown scope '\(FieldProblem.excerpt(part))'",
          fix: NearestName.suggestion(for: part, among: ConsentScope.names))
      }
      scope = known
      guard scopes.insert(scope).inserted else {
        throw FieldProblem(
          field: field, problem: "scope '\(scope)' is named twice", fix: "name each scope once")
      }
    }
    return scopes
  }
}
