/// The levels that one release of a table has chosen, so that the next can follow it.
///
/// Two releases of one table that generalise differently can be held against each other to learn
/// more than either says. A scheme once published is therefore kept, or becomes coarser only.
public struct AnonymizationScheme: Sendable, Equatable {
  /// How closely a scheme is followed.
  public enum Use: Sendable, Equatable {
    /// Every column has the level of the scheme.
    case exactly
    /// No column has a lower level; where the scheme does not suffice, the best coarser one is found.
    case atLeast
  }

  /// For each column its level in the column's hierarchy.
  public let levels: [String: Int]

  /// Makes a scheme.
  /// - Parameter levels: for each column its level in the column's hierarchy.
  public init(levels: [String: Int]) {
    self.levels = levels
  }

  /// The least scheme that is nowhere finer than this one and another.
  ///
  /// Columns that only one of the two knows keep the level that it gives them.
  /// - Parameter other: the other scheme.
  /// - Returns: for each column the higher level.
  public func joined(with other: AnonymizationScheme) -> AnonymizationScheme {
    AnonymizationScheme(levels: levels.merging(other.levels, uniquingKeysWith: max))
  }
}

extension AnonymizationRequest {
  /// The same request, bound to a scheme.
  ///
  /// The search then fails with ``AnonymizationError/noSolution(suppressionLimit:)`` where the scheme
  /// does not protect the records well enough.
  /// - Parameters:
  ///   - scheme: the levels to follow; columns that are no quasi-identifiers play no part.
  ///   - use: how closely.
  /// - Returns: a request whose quasi-identifiers permit the levels of the scheme.
  /// - Throws: ``AnonymizationError/schemeLacksColumn(_:)`` where the scheme has no level for a
  ///   quasi-identifier, ``AnonymizationError/levelsOutOfRange(column:upper:levelCount:)`` where its
  ///   hierarchy has no such level or the request does not permit it.
  public func following(
    _ scheme: AnonymizationScheme, _ use: AnonymizationScheme.Use
  ) throws(AnonymizationError) -> AnonymizationRequest {
    var bound: [QuasiIdentifier] = []
    for identifier in quasiIdentifiers {
      guard let level = scheme.levels[identifier.column] else {
        throw .schemeLacksColumn(identifier.column)
      }
      let isPermitted = use == .atLeast || identifier.levels.contains(level)
      guard isPermitted, level >= 0, level <= identifier.levels.upperBound else {
        throw .levelsOutOfRange(
          column: identifier.column, upper: level,
          levelCount: identifier.hierarchy.levelCount)
      }
      let lowest = max(level, identifier.levels.lowerBound)
      bound.append(
        QuasiIdentifier(
          column: identifier.column, hierarchy: identifier.hierarchy,
          levels: lowest...(use == .exactly ? lowest : identifier.levels.upperBound)))
    }
    var request = self
    request.quasiIdentifiers = bound
    return request
  }
}

extension AnonymizationResult {
  /// The scheme that a later release can follow; nil where classes have levels of their own.
  public var scheme: AnonymizationScheme? {
    levels.map { levels in
      AnonymizationScheme(levels: Dictionary(uniqueKeysWithValues: zip(columnNames, levels)))
    }
  }
}
