internal import Domain

/// How often each result is found. Shares are rounded to whole percents.
extension MarkerPanel {
  /// Hormone receptor and HER2 subtypes: Howlader et al., J Natl Cancer Inst 2014;106:dju055,
  /// table 1 (73 % HR+/HER2-, 12 % triple negative, 10 % HR+/HER2+, 5 % HR-/HER2+).
  static let breast = MarkerPanel(
    tested: 94,
    [
      (73, [(.er, .positive)], then: [progesterone, her2Negative]),
      (12, [(.er, .negative), (.pr, .negative)], then: [her2Negative]),
      (10, [(.er, .positive)], then: [progesterone, her2Positive]),
      (5, [(.er, .negative), (.pr, .negative)], then: [her2Positive]),
    ])

  /// Progesterone receptor of ER-positive tumours: Dunnwald et al., Breast Cancer Res 2007;9:R6.
  private static let progesterone = share(
    .pr, 84, .positive, else: .negative, tested: 98)

  /// IHC and reflex ISH under ASCO/CAP 2018 (Wolff et al., J Clin Oncol 2018;36:2105), HER2-low
  /// among the negative: Schettini et al., NPJ Breast Cancer 2021;7:1.
  private static let her2Negative = MarkerPanel(
    tested: 98,
    [
      (42, [(.her2IHC, .score0)], then: []),
      (38, [(.her2IHC, .score1)], then: []),
      (20, [(.her2IHC, .score2), (.her2ISH, .notAmplified)], then: []),
    ])

  /// The same series: most positive tumours are 3+, the others 2+ and amplified; a few results of
  /// ISH are outstanding.
  private static let her2Positive = MarkerPanel(
    tested: 98,
    [
      (82, [(.her2IHC, .score3)], then: []),
      (15, [(.her2IHC, .score2), (.her2ISH, .amplified)], then: []),
      (3, [(.her2IHC, .score2), (.her2ISH, .orderedUnknown)], then: []),
    ])

  /// PIK3CA in breast cancer: The Cancer Genome Atlas, Nature 2012;490:61.
  static let breastGenes = share(.pik3ca, 36, .mutated, else: .wildType, tested: 30)

  /// Screening of the ToGA trial, 22 % positive: Bang et al., Lancet 2010;376:687.
  static let gastric = MarkerPanel(
    tested: 80,
    [
      (16, [(.her2IHC, .score3)], then: []),
      (6, [(.her2IHC, .score2), (.her2ISH, .amplified)], then: []),
      (8, [(.her2IHC, .score2), (.her2ISH, .notAmplified)], then: []),
      (20, [(.her2IHC, .score1)], then: []),
      (50, [(.her2IHC, .score0)], then: []),
    ])

  /// The Cancer Genome Atlas, Nature 2012;487:330; mismatch repair: Boland and Goel,
  /// Gastroenterology 2010;138:2073 (15 %).
  static let colorectal = [
    share(.kras, 43, .mutated, else: .wildType, tested: 70),
    share(.nras, 5, .mutated, else: .wildType, tested: 60),
    share(.braf, 10, .mutated, else: .wildType, tested: 60),
    share(.msi, 15, .high, else: .stable, tested: 75),
  ]

  /// The Cancer Genome Atlas, Nature 2014;511:543; ALK: Soda et al., Nature 2007;448:561.
  static let lung = [
    share(.egfr, 15, .mutated, else: .wildType, tested: 70),
    share(.kras, 32, .mutated, else: .wildType, tested: 55),
    share(.alk, 5, .positive, else: .negative, tested: 65),
    share(.pdl1, 55, .positive, else: .negative, tested: 60),
  ]

  /// The Cancer Genome Atlas, Cell 2015;161:1681.
  static let melanoma = [
    share(.braf, 52, .mutated, else: .wildType, tested: 75),
    share(.nras, 28, .mutated, else: .wildType, tested: 50),
  ]

  /// CD20 of B-cell neoplasms is all but universal: WHO Classification of Tumours of
  /// Haematopoietic and Lymphoid Tissues, revised 4th edition, 2017.
  static let bCell = share(.cd20, 97, .positive, else: .negative, tested: 88)

  /// KRAS in pancreatic cancer: The Cancer Genome Atlas, Cancer Cell 2017;32:185.
  static let pancreas = share(.kras, 92, .mutated, else: .wildType, tested: 35)

  /// TP53: The Cancer Genome Atlas, Nature 2011;474:609; folate receptor alpha: Kalli et al.,
  /// Gynecol Oncol 2008;108:619 (69 % of ovarian tumours).
  static let ovary = [
    share(.tp53, 96, .mutated, else: .wildType, tested: 45),
    share(.folateReceptorAlpha, 69, .positive, else: .negative, tested: 20),
  ]

  /// The Cancer Genome Atlas, Cell 2014;159:676.
  static let thyroid = share(.braf, 60, .mutated, else: .wildType, tested: 40)

  /// IDH1 in glioblastoma: Yan et al., N Engl J Med 2009;360:765.
  static let glioma = share(.idh1, 8, .mutated, else: .wildType, tested: 85)

  /// Microsatellite instability: The Cancer Genome Atlas, Nature 2013;497:67.
  static let uterus = share(.msi, 30, .high, else: .stable, tested: 60)
}
