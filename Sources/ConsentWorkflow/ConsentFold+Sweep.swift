internal import Domain

extension ConsentFold {
  /// Walks valid time from change to change and writes a segment wherever a state changes.
  /// - Parameters:
  ///   - events: events of many donors.
  ///   - range: where the events of this donor stand.
  ///   - donor: what else is known of the donor.
  ///   - knownAt: what was recorded later does not exist.
  mutating func sweep(
    _ events: [ConsentEvent], _ range: Range<Int>, _ donor: DonorFacts, _ knownAt: Instant
  ) {
    gather(events, range, knownAt, through: CompiledForms.never)
    reset()
    var current = PackedStates()
    var next = 0
    var day = facts.first?.day ?? CompiledForms.never
    while day != CompiledForms.never {
      while next < facts.count, facts[next].day <= day {
        apply(facts[next])
        next += 1
      }
      var change = next < facts.count ? facts[next].day : CompiledForms.never
      let states = settle(donor, knownAt, on: day, nextChange: &change)
      if states != current {
        current = states
        segments.append(
          ConsentTimeline.Segment(from: CivilDay(daysSinceEpoch: day), states: states))
      }
      day = change
    }
  }

  /// The states on one day alone, without the walk to it: nothing that ends on the way matters to
  /// what comes after.
  mutating func settle(
    _ events: [ConsentEvent], _ donor: DonorFacts, on day: Int32, _ knownAt: Instant
  ) -> PackedStates {
    gather(events, events.indices, knownAt, through: day)
    reset()
    for place in facts.indices { apply(facts[place]) }
    var change = CompiledForms.never
    return settle(donor, knownAt, on: day, nextChange: &change)
  }

  private mutating func reset() {
    permissions.removeAll(keepingCapacity: true)
    masks = FoldMasks()
    lapsed = 0
  }

  private mutating func apply(_ fact: Fact) {
    guard let effect = Effect(rawValue: UInt8(truncatingIfNeeded: fact.key)) else { return }
    guard effect.permits else {
      masks.apply(effect, to: fact.scopes)
      return
    }
    if effect == .grant { endPermissions(on: masks.reopen(fact.scopes)) }
    permit(fact)
  }

  /// Takes scopes out of every earlier permission.
  private mutating func endPermissions(on scopes: UInt16) {
    guard scopes != 0 else { return }
    // Scopes that have lapsed need no mark: the grant that ends them adds a permission of its own.
    for place in permissions.indices { permissions[place].scopes &= ~scopes }
  }

  /// Adds the permissions of a grant or renewal, one for each day on which some of them run out.
  private mutating func permit(_ fact: Fact) {
    var rest = fact.scopes
    if fact.form >= 0 {
      for group in forms.forms[Int(fact.form)].groups {
        let scopes = forms.groups[group].scopes & rest
        guard scopes != 0 else { continue }
        rest &= ~scopes
        add(fact, scopes, group: Int32(truncatingIfNeeded: group))
      }
    }
    if rest != 0 { add(fact, rest, group: -1) }
  }

  /// Adds a permission, in place of an earlier one that it outlives in every respect.
  private mutating func add(_ fact: Fact, _ scopes: UInt16, group: Int32) {
    let new = Permission(
      scopes: scopes, isSignedForMinor: fact.isSignedForMinor, form: fact.form, group: group,
      start: fact.day)
    for place in permissions.indices
    where permissions[place].group == group && permissions[place].form == fact.form
      && permissions[place].scopes & ~scopes == 0
      && permissions[place].isSignedForMinor == fact.isSignedForMinor
    {
      permissions[place] = new
      return
    }
    permissions.append(new)
  }

  /// Works out the days on which a permission ends.
  private func dated(
    _ permission: Permission, _ donor: DonorFacts, _ knownAt: Instant, _ death: Int32
  ) -> Permission {
    var permission = permission
    permission.hasDays = true
    guard permission.group >= 0 else {
      permission.outdated = permission.start
      return permission
    }
    let place = Int(permission.form)
    permission.lapses = forms.end(
      of: Int(permission.group), from: CivilDay(daysSinceEpoch: permission.start))
    if !forms.forms[place].survivesDeath { permission.lapses = min(permission.lapses, death) }
    if permission.isSignedForMinor {
      let age = forms.forms[place].ageOfMajority
      permission.majority = donor.endOfMinority(ageOfMajority: age).daysSinceEpoch
    }
    permission.outdated = forms.outdated(place, knownAt: knownAt)
    return permission
  }

  /// The states on a day; brings the day of the next change forward where a permission ends first.
  private mutating func settle(
    _ donor: DonorFacts, _ knownAt: Instant, on day: Int32, nextChange: inout Int32
  ) -> PackedStates {
    let death = donor.deathDay?.daysSinceEpoch ?? CompiledForms.never
    if death > day { nextChange = min(nextChange, death) }
    var live: UInt16 = 0
    var reconsent: UInt16 = 0
    var majority: UInt16 = 0
    var kept = 0
    for place in permissions.indices {
      var permission = permissions[place]
      if !permission.hasDays { permission = dated(permission, donor, knownAt, death) }
      if day >= permission.lapses {
        lapsed |= permission.scopes
        continue
      }
      permissions[kept] = permission
      kept += 1
      nextChange = min(nextChange, permission.lapses)
      if day >= permission.majority {
        majority |= permission.scopes
      } else {
        nextChange = min(nextChange, permission.majority)
        if day >= permission.outdated {
          reconsent |= permission.scopes
        } else {
          nextChange = min(nextChange, permission.outdated)
          live |= permission.scopes
        }
      }
    }
    if kept < permissions.count { permissions.removeLast(permissions.count - kept) }
    return masks.states(
      live: live, reconsent: reconsent, majority: majority, lapsed: lapsed, isDead: death <= day)
  }
}
