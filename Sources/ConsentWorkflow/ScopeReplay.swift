internal import Domain

/// The fold once more for one scope and one day, with the events by name.
///
/// It is slower than ``ConsentFold`` and remembers what each event did; tests hold the states of
/// the two equal.
struct ScopeReplay {
  /// What the replay depends on beside the events.
  struct World {
    let donor: DonorFacts
    let forms: FormCatalogue
    let validOn: CivilDay
    let knownAt: Instant
  }

  /// A denial, suspension or lift that stands.
  struct Standing {
    let sequence: UInt64
    let effect: Effect
  }

  let scope: ConsentScope
  let world: World
  private(set) var absorbing: [Standing] = []
  private(set) var withdrawal: Standing?
  private(set) var answer: Standing?
  private(set) var isAnsweredLast = false
  private(set) var suspension: Standing?
  /// Reinstatements and resumptions that ended something.
  private(set) var lifts: [Standing] = []
  private(set) var permissions: [ConsentEvent] = []
  private(set) var overruled: [UInt64: Overruling] = [:]

  init(of scope: ConsentScope, _ known: [ConsentEvent], in world: World) {
    self.scope = scope
    self.world = world
    let about = known.filter { $0.facts.namedScopes.contains(scope) }
    var effects: [(effect: Effect, event: ConsentEvent)] = []
    for event in about {
      let void = known.filter { $0.facts.target == event.sequence }.map(\.sequence).min()
      if let void {
        overruled[event.sequence] = .voided(by: void)
      } else if event.facts.notChosen.contains(scope) {
        overruled[event.sequence] = .leftOpen
      } else if event.facts.effectiveFrom > world.validOn {
        overruled[event.sequence] = .notYetInEffect(from: event.facts.effectiveFrom)
      } else if let effect = Effect(of: event.facts, on: scope) {
        effects.append((effect, event))
      } else {
        overruled[event.sequence] = .notSignedByDonor
      }
    }
    effects.sort {
      ($0.event.facts.effectiveFrom, $0.effect, $0.event.recordedAt, $0.event.sequence)
        < ($1.event.facts.effectiveFrom, $1.effect, $1.event.recordedAt, $1.event.sequence)
    }
    for (effect, event) in effects { apply(effect, event) }
  }

  private mutating func apply(_ effect: Effect, _ event: ConsentEvent) {
    let standing = Standing(sequence: event.sequence, effect: effect)
    switch effect {
    case .grant:
      reopen(by: event.sequence)
      permissions.append(event)
    case .renew: permissions.append(event)
    case .resume: resume(standing)
    case .reinstate: reinstate(standing)
    case .suspend:
      replace(suspension, by: standing)
      suspension = standing
    case .decline, .refuse:
      replace(answer, by: standing)
      answer = standing
      isAnsweredLast = true
    case .object, .withdraw:
      replace(withdrawal, by: standing)
      withdrawal = standing
      isAnsweredLast = false
    case .refuseAllUse, .withdrawAllUse: absorbing.append(standing)
    }
  }

  private mutating func replace(_ old: Standing?, by new: Standing) {
    guard let old else { return }
    overruled[old.sequence] = .replaced(by: new.sequence)
  }

  private mutating func reopen(by grant: UInt64) {
    let closed = [answer, withdrawal].compactMap { $0 }
    guard !closed.isEmpty else { return }
    for denial in closed { overruled[denial.sequence] = .reopened(by: grant) }
    for event in permissions { overruled[event.sequence] = .notRevived(by: grant) }
    answer = nil
    withdrawal = nil
    permissions = []
  }

  private mutating func resume(_ resumption: Standing) {
    guard let ended = suspension else {
      overruled[resumption.sequence] = .withoutEffect
      return
    }
    overruled[ended.sequence] = .resumed(by: resumption.sequence)
    suspension = nil
    lifts.append(resumption)
  }

  private mutating func reinstate(_ reinstatement: Standing) {
    let ended = absorbing + [withdrawal].compactMap { $0 }
    guard !ended.isEmpty else {
      overruled[reinstatement.sequence] = .withoutEffect
      return
    }
    for denial in ended { overruled[denial.sequence] = .takenBack(by: reinstatement.sequence) }
    absorbing = []
    withdrawal = nil
    lifts.append(reinstatement)
  }
}
