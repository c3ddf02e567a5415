internal import Domain
internal import Registry

extension Record {
  /// The answer to `form diff`.
  /// - Parameters:
  ///   - comparison: the answer.
  ///   - listed: whether the donors are named.
  init(_ comparison: FormComparison, listed: Bool) {
    self = [
      "old": .text(comparison.old), "new": .text(comparison.new),
      "change": .text(comparison.change), "material": .flag(comparison.isMaterial),
      "problem": .text(comparison.problem),
      "differences": .records(comparison.differences.map { Record($0) }),
    ]
    append(comparison.reconsent, listed: listed)
  }

  /// The answer to `form publish`.
  /// - Parameters:
  ///   - publication: the answer.
  ///   - listed: whether the donors are named.
  init(_ publication: FormPublication, listed: Bool) {
    self = [
      "form": .text(publication.form),
      "status": .text(publication.isNew ? "published" : "unchanged"),
      "change": .text(publication.change), "sequence": .sequence(publication.sequence),
    ]
    append(publication.reconsent, listed: listed)
  }

  /// One difference between two versions of a form.
  init(_ difference: FormDifference) {
    self = [
      "part": .text(difference.part), "property": .text(difference.property),
      "old": .text(difference.old), "new": .text(difference.new),
      "material": .flag(difference.isMaterial),
    ]
  }

  private mutating func append(_ reconsent: FormReconsent, listed: Bool) {
    append("sign_again", .integer(reconsent.donors))
    append("sign_again_from", .day(reconsent.from))
    append(
      "facilities",
      .records(
        reconsent.facilities.map {
          ["facility": .text($0.facility), "donors": .integer($0.donors)]
        }))
    guard listed else { return }
    append(
      "donors",
      .records(
        reconsent.list.map {
          [
            "donor": .text($0.donor), "facility": .text($0.facility), "scopes": .texts($0.scopes),
          ]
        }))
  }
}
