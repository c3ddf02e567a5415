/// What was prepared for another registry.
public struct LinkPreparation: Sendable {
  /// The identifier of the exchange, hexadecimal: both sides show the same.
  public var exchange: String
  /// People in the file.
  public var people: Int
  /// Donors left out, because they do not permit linking today or their identifiers are gone.
  public var leftOut: Int
  /// Whether encodings stand beside the tokens.
  public var hasEncodings: Bool
  /// SHA-256 of the file, hexadecimal; empty in a dry run.
  public var sha256: String
}

/// The people that two registries both know.
public struct LinkComparison: Sendable {
  /// Two rows that may be of one person.
  public struct Pair: Sendable {
    /// Row of this registry's file, from 1.
    public var row: Int
    /// Row of the other registry's file, from 1.
    public var otherRow: Int
    /// 1 for an equal national number, else how far tokens or encodings agree.
    public var score: Double
  }

  /// The pairs, by rows.
  public var pairs: [Pair] = []
  /// People in this registry's file.
  public var people = 0
  /// People in the other file.
  public var others = 0
  /// Tokens that too many people share to be looked at.
  public var overfull = 0
}
