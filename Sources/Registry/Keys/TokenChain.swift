internal import HashedIdentifiers
internal import RegistryCrypto
internal import Storage

/// Makes the tokens of people under the present key, and in the forms that stand on older keys for
/// as long as tokens in those forms are kept; belongs to one thread.
///
/// A token that cannot be made anew, because its identifier was forgotten, is nested when the key
/// changes: HMAC(new key, old token). Who asks makes the token under the key that it began with and
/// nests it in the same order.
final class TokenChain {
  /// The makers, oldest first; the last one is that of the present key.
  private let makers: [TokenMaker]
  /// Whether every token begins under the oldest key, because no identifier is kept at all.
  private let isNestedOnly: Bool
  /// Whether tokens under the key before the present one are kept as they were.
  private let isMoving: Bool
  private var set = TokenSet()

  init(_ makers: [TokenMaker], isNestedOnly: Bool, isMoving: Bool) {
    self.makers = makers
    self.isNestedOnly = isNestedOnly
    self.isMoving = isMoving
  }

  /// The tokens of a person in every form.
  func tokens(
    of person: PersonIdentifiers, kinds: TokenMaker.TokenKinds = .all
  ) throws -> AskedTokens {
    var forms: [DonorTokens] = []
    var before: [DonorTokens] = []
    for (place, maker) in makers.enumerated() {
      if place > 0 {
        if isMoving, place == makers.count - 1 { before = forms }
        forms = try forms.map { try Self.nested($0, under: maker) }
      }
      guard place == 0 || !isNestedOnly else { continue }
      set.removeAll()
      try maker.appendTokens(of: person, kinds: kinds, to: &set)
      forms.append(DonorTokens(set))
    }
    let stored = forms.removeLast()
    return AskedTokens(
      stored: stored, others: before.reversed() + forms,
      strongKinds: set.strong.map(\.kind).filter { $0 != .person })
  }

  /// What takes the place of a donor's tokens under the key before the present one.
  /// - Parameters:
  ///   - current: the donor's tokens.
  ///   - identifiers: what is kept of the donor sealed; nil where nothing is.
  /// - Returns: what goes and what comes.
  /// - Throws: `CryptoError`, or `StoreError` where a token is of an unknown kind.
  func replacement(
    of current: DonorTokens, identifiers: PersonIdentifiers?
  ) throws -> TokenReplacement {
    guard let present = makers.last else { return TokenReplacement() }
    var rest = (strong: Set(current.strong), composite: Set(current.composite))
    var added = DonorTokens()
    if let identifiers, !isNestedOnly {
      let asked = try tokens(of: identifiers)
      for (place, token) in asked.stored.strong.enumerated()
      where asked.others.contains(where: { rest.strong.remove($0.strong[place]) != nil }) {
        added.strong.append(token)
      }
      for (place, token) in asked.stored.composite.enumerated()
      where asked.others.contains(where: { rest.composite.remove($0.composite[place]) != nil }) {
        added.composite.append(token)
      }
    }
    let left = DonorTokens(
      strong: current.strong.filter { rest.strong.contains($0) },
      composite: current.composite.filter { rest.composite.contains($0) })
    let nested = try Self.nested(left, under: present)
    added.strong += nested.strong
    added.composite += nested.composite
    return TokenReplacement(
      removed: current, added: added,
      nested: UInt32(nested.strong.count + nested.composite.count))
  }

  private static func nested(
    _ tokens: DonorTokens, under maker: TokenMaker
  ) throws -> DonorTokens {
    DonorTokens(
      strong: try tokens.strong.map { token in
        let nested = try maker.nest(
          high: UInt64(bitPattern: token.high), low: UInt64(bitPattern: token.low))
        return DonorTokens.Strong(
          high: Int64(bitPattern: nested.high), low: Int64(bitPattern: nested.low))
      },
      composite: try tokens.composite.map { token in
        guard let kind = TokenKind(rawValue: token.kind) else {
          throw StoreError.corrupt(detail: "a token is of a kind that nobody knows")
        }
        let nested = try maker.nest(CompositeToken(kind: kind, value: token.value))
        return DonorTokens.Composite(kind: token.kind, value: nested.value)
      })
  }
}

extension TokenReplacement {
  /// Nothing in the place of nothing.
  init() { self.init(removed: DonorTokens(), added: DonorTokens(), nested: 0) }
}
