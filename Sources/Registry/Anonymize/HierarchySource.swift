internal import Anonymization
internal import Config
internal import Domain
internal import Interchange

/// Where the hierarchy of each column comes from: what a request names for it, else the folder.
struct HierarchySource {
  /// What stands before the name of a built-in hierarchy.
  static let builtInMark = "builtin:"

  private let folder: HierarchyFolder?
  private let named: [String: String]

  /// Takes up the names of a request.
  /// - Parameter request: the request.
  /// - Throws: ``RegistryError`` for a column that no hierarchy is needed of, or a folder that
  ///   cannot be read.
  init(_ request: TableAnonymizationRequest) throws {
    folder = try request.hierarchies.map { try HierarchyFolder($0) }
    named = request.namedHierarchies
    let known = request.quasiIdentifiers + request.sensitive
    for column in named.keys.sorted() where !known.contains(column) {
      throw RegistryError(
        .usage,
        "a hierarchy is named for '\(FieldProblem.excerpt(column))', which is no column to generalise",
        at: [.init("option", "--hierarchy")],
        fix: NearestName.suggestion(for: column, among: known))
    }
  }

  /// The hierarchy of a column.
  /// - Parameters:
  ///   - column: the column.
  ///   - values: the values that it has to accept.
  /// - Returns: the hierarchy.
  /// - Throws: ``RegistryError``, or `HierarchyError` for a value that a built-in hierarchy does not
  ///   know how to read.
  func hierarchy(of column: String, values: () -> ValueDictionary) throws -> Hierarchy {
    guard let name = named[column] else { return try inFolder(column).hierarchy(of: column) }
    guard name.hasPrefix(Self.builtInMark) else {
      return try HierarchyFolder.hierarchy(of: column, file: name)
    }
    let wanted = String(name.dropFirst(Self.builtInMark.count))
    guard let kind = BuiltInHierarchy(rawValue: wanted) else {
      throw RegistryError(
        .usage, "there is no built-in hierarchy '\(FieldProblem.excerpt(wanted))'",
        at: [.init("option", "--hierarchy"), .init("field", column)],
        fix: NearestName.suggestion(for: wanted, among: BuiltInHierarchy.allCases.map(\.rawValue)))
    }
    let policy = try Defaults.exportPolicy()
    return try kind.hierarchy(
      name: name, values: values(),
      limits: BuiltInHierarchy.Limits(
        ageTopCode: policy.ageTopCode, restrictedRegions: Set(policy.restrictedZIP3)))
  }

  /// Where the hierarchy of a column stands, for messages.
  func name(of column: String) -> String {
    named[column] ?? (try? folder?.file(of: column)) ?? column
  }

  private func inFolder(_ column: String) throws(RegistryError) -> HierarchyFolder {
    guard let folder else {
      let shown = FieldProblem.excerpt(column)
      throw RegistryError(
        .usage, "no hierarchy is named for column '\(shown)'",
        at: [.init("option", "--hierarchy"), .init("field", column)],
        fix: "name a file or one of the program's own, as --hierarchy \(shown)=builtin:age, or a "
          + "folder of files with --hierarchies")
    }
    return folder
  }
}
