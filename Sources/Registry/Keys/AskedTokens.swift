internal import HashedIdentifiers
internal import Storage

/// The tokens of one person in every form under which the registry may keep them.
///
/// The forms have the same tokens in the same order: what stands at one place of one of them is the
/// same identifier as what stands there in another.
struct AskedTokens: Sendable {
  /// The form in which they are stored from now on.
  var stored: DonorTokens
  /// The forms of older keys, while there are any.
  var others: [DonorTokens] = []
  /// What the strong tokens are made of.
  var strongKinds: [TokenKind] = []

  /// The strong tokens in every form.
  var strong: [DonorTokens.Strong] {
    others.isEmpty ? stored.strong : stored.strong + others.flatMap(\.strong)
  }

  /// The composite tokens in every form.
  var composite: [DonorTokens.Composite] {
    others.isEmpty ? stored.composite : stored.composite + others.flatMap(\.composite)
  }

  /// The exact composites in every form.
  var exact: [DonorTokens.Composite] { composite.filter(\.isExact) }

  /// The stored tokens of which no form is known yet.
  /// - Parameters:
  ///   - isKnownStrong: whether a form of a strong token is.
  ///   - isKnownComposite: whether a form of a composite token is.
  /// - Returns: the tokens to be added.
  /// - Throws: what the closures throw.
  func unknown(
    strong isKnownStrong: (DonorTokens.Strong) throws -> Bool,
    composite isKnownComposite: (DonorTokens.Composite) throws -> Bool
  ) rethrows -> DonorTokens {
    var fresh = DonorTokens()
    let forms = [stored] + others
    for place in stored.strong.indices
    where try !forms.contains(where: { try isKnownStrong($0.strong[place]) }) {
      fresh.strong.append(stored.strong[place])
    }
    for place in stored.composite.indices
    where try !forms.contains(where: { try isKnownComposite($0.composite[place]) }) {
      fresh.composite.append(stored.composite[place])
    }
    return fresh
  }
}
