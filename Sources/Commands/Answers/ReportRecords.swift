internal import Registry

extension Record {
  /// What a donor or an ethics board is told of one donor.
  init(_ report: DonorReport) {
    self = [
      "donor": .text(report.donor), "merged": .texts(report.merged),
      "registered_on": .day(report.registeredOn), "as_of": .day(report.asOf),
      "known_at": .instant(report.knownAt),
      "permissions": .records(
        report.permissions.map { permission in
          [
            "scopes": .texts(permission.scopes),
            "periods": .records(
              permission.periods.map {
                [
                  "state": .text($0.state), "permits": .flag($0.permits), "from": .day($0.from),
                  "through": .day($0.through),
                ]
              }),
          ]
        }),
      "decisions": .records(
        report.decisions.map {
          [
            "sequence": .sequence($0.sequence), "what": .text($0.what), "form": .text($0.form),
            "signer": .text($0.signer), "signed_on": .day($0.signedOn),
            "effective_from": .day($0.effectiveFrom), "recorded_on": .day($0.recordedOn),
            "voided_on": .day($0.voidedOn),
          ]
        }),
      "releases": .records(
        report.releases.map {
          [
            "release": .text($0.release), "released_on": .day($0.releasedOn),
            "recipient": .text($0.recipient), "purpose": .text($0.purpose),
            "needed": .texts($0.needed), "recalled_since": .day($0.recall?.since),
            "lost": .texts($0.recall?.lost ?? []),
          ]
        }),
      "tissue": .records(
        report.tissue.map {
          [
            "released_on": .day($0.releasedOn), "programme": .text($0.programme),
            "recalled_on": .day($0.recalledOn),
          ]
        }),
    ]
  }
}
