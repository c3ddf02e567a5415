internal import Domain

/// That two donors are one person; the survivor was registered first.
struct MergeDecision: Hashable {
  var survivor: Int64
  var merged: Int64
  var reason: String?
}

/// That a merge was wrong.
struct SplitDecision: Hashable {
  /// Ledger sequence of the merge.
  var merge: UInt64
  var reason: String?
}

/// Donors who may be the person that was just registered.
struct DuplicateSuspicion: Hashable {
  struct Candidate: Hashable {
    var donor: Int64
    /// How likely they are one person, in thousandths.
    var score: UInt16
    /// Which fields agreed and how far, never their values.
    var agreed: String
  }

  var candidates: [Candidate]
}

/// What a person decided about two donors who may be one.
struct DuplicateDecision: Hashable {
  var first: Int64
  var second: Int64
  /// True for two persons, false for a question put off.
  var isSettled: Bool
  var until: CivilDay?
  var reason: String?
}

extension CanonicalWriter {
  private mutating func write(reason: String?) { writeOptional(reason) { $0.write($1) } }

  mutating func write(_ decision: MergeDecision) {
    write(decision.survivor)
    write(decision.merged)
    write(reason: decision.reason)
  }

  mutating func write(_ decision: SplitDecision) {
    write(decision.merge)
    write(reason: decision.reason)
  }

  mutating func write(_ suspicion: DuplicateSuspicion) {
    writeList(suspicion.candidates) { writer, candidate in
      writer.write(candidate.donor)
      writer.write(candidate.score)
      writer.write(candidate.agreed)
    }
  }

  mutating func write(_ decision: DuplicateDecision) {
    write(decision.first)
    write(decision.second)
    write(decision.isSettled)
    writeOptional(decision.until) { $0.write($1) }
    write(reason: decision.reason)
  }
}

extension CanonicalReader {
  private mutating func readReason() throws(CanonicalReadError) -> String? {
    try readOptional { reader throws(CanonicalReadError) in try reader.readString() }
  }

  mutating func readMerge() throws(CanonicalReadError) -> MergeDecision {
    MergeDecision(survivor: try read(), merged: try read(), reason: try readReason())
  }

  mutating func readSplit() throws(CanonicalReadError) -> SplitDecision {
    SplitDecision(merge: try read(), reason: try readReason())
  }

  mutating func readSuspicion() throws(CanonicalReadError) -> DuplicateSuspicion {
    DuplicateSuspicion(
      candidates: try readList { reader throws(CanonicalReadError) in
        DuplicateSuspicion.Candidate(
          donor: try reader.read(), score: try reader.read(), agreed: try reader.readString())
      })
  }

  mutating func readDuplicateDecision() throws(CanonicalReadError) -> DuplicateDecision {
    DuplicateDecision(
      first: try read(), second: try read(), isSettled: try readBool(),
      until: try readOptionalDay(), reason: try readReason())
  }
}
