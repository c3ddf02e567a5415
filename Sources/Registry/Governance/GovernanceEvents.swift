internal import Domain
internal import Storage

/// What was decided about a request for a release.
struct DemandDecision: Hashable {
  var request: String
  var isApproved: Bool
  var decider: String
  /// The donors whom the decision is about, as they were when it was made.
  var donorHash: DocumentHash
  var ledgerSize: UInt64
  var reason: String?
}

/// That a recipient confirmed the destruction of a release.
struct ReleaseDestruction: Hashable {
  var release: String
  var evidence: DocumentHash
}

extension CanonicalWriter {
  mutating func write(_ release: GovernedRelease) {
    write(release.release)
    writeOptional(release.terms.agreement) { $0.write($1) }
    writeOptional(release.terms.until) { $0.write($1) }
    writeOptional(release.terms.request) { $0.write($1) }
    write(release.terms.levels)
    writeList(release.sensitive) { writer, item in
      writer.write(item.donor)
      writer.write(item.value)
    }
  }

  mutating func write(_ demand: ReleaseDemand) {
    write(demand.id)
    write(demand.requester)
    write(demand.recipient)
    write(demand.purpose)
    write(demand.terms)
    write(UInt64(demand.donors))
    write(demand.donorHash.bytes)
    write(demand.ledgerSize)
  }

  mutating func write(_ decision: DemandDecision) {
    write(decision.request)
    write(decision.isApproved)
    write(decision.decider)
    write(decision.donorHash.bytes)
    write(decision.ledgerSize)
    writeOptional(decision.reason) { $0.write($1) }
  }

  mutating func write(_ destruction: ReleaseDestruction) {
    write(destruction.release)
    write(destruction.evidence.bytes)
  }

  mutating func write(_ share: StoredShare) {
    write(share.giver)
    write(share.taker)
  }

  mutating func write(_ answer: CountAnswer) {
    write(answer.recipient)
    write(answer.question)
    write(answer.cost)
    writeOptional(answer.answer) { $0.write(UInt64($1)) }
    write(answer.sketch)
  }
}

extension CanonicalReader {
  private mutating func readText() throws(CanonicalReadError) -> String? {
    try readOptional { reader throws(CanonicalReadError) in try reader.readString() }
  }

  mutating func readGovernedRelease() throws(CanonicalReadError) -> GovernedRelease {
    GovernedRelease(
      release: try readString(),
      terms: ReleaseTerms(
        agreement: try readText(), until: try readOptionalDay(), request: try readText(),
        levels: try readString()),
      sensitive: try readList { reader throws(CanonicalReadError) in
        GovernedRelease.Sensitive(donor: try reader.read(), value: try reader.readString())
      })
  }

  mutating func readDemand() throws(CanonicalReadError) -> ReleaseDemand {
    ReleaseDemand(
      id: try readString(), requester: try readString(), recipient: try readString(),
      purpose: try readString(), terms: try readString(),
      donors: Int(clamping: try read(UInt64.self)), donorHash: try readHash(),
      ledgerSize: try read())
  }

  mutating func readDemandDecision() throws(CanonicalReadError) -> DemandDecision {
    DemandDecision(
      request: try readString(), isApproved: try readBool(), decider: try readString(),
      donorHash: try readHash(), ledgerSize: try read(), reason: try readText())
  }

  mutating func readDestruction() throws(CanonicalReadError) -> ReleaseDestruction {
    ReleaseDestruction(release: try readString(), evidence: try readHash())
  }

  mutating func readShare() throws(CanonicalReadError) -> StoredShare {
    StoredShare(giver: try readString(), taker: try readString())
  }

  mutating func readCountAnswer() throws(CanonicalReadError) -> CountAnswer {
    CountAnswer(
      recipient: try readString(), question: try readString(), cost: try read(),
      answer: try readOptional { reader throws(CanonicalReadError) in
        Int(clamping: try reader.read(UInt64.self))
      }, sketch: try readBytes())
  }
}
