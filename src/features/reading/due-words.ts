/** The first word of those who are told or asked something. */
export const reporting =
  /^(?:please |pls |can you |could you |kindly |also |then )?(?:remind|tell|inform|notify|let|warn|check with|email|write to|message|ask|invite|urge|request|instruct|advise|update)\s/u
/** What they are told: that something is so, or is to be. */
export const obliging =
  /\s(?:to|that|if|whether|must|should|will|would|can|could|may|might|needs?|has|have|had|is|are|was|were|['’]ll|['’]s|['’]re|(?:we|they|he|she|i|it|you)\s+\p{L}+)\s/u
/** What begins a clause within a sentence. */
export const joined =
  /(?:^|\s)(?:that|which|who|whom|whose|whether|if|where|when|why|how|what|because|since|although|though|unless|while|than|as|saying|says|said|stating|asking|mentioning|कि|जो|जब|jo|jab)\s/u
/** What the sentence says of something, right before a time: it is then that it is so. */
export const happens =
  /(?:^|\s)(?:is|are|was|were|be|been|being|am|['’]s|['’]re|['’]ll be|isn['’]t|aren['’]t|starts?|started|starting|begins?|beginning|began|ends?|ended|ending|closes?|closed|closing|shuts?|shutting|opens?|opened|opening|arrives?|arrived|arriving|leaves?|left|leaving|departs?|departed|departing|lands?|landed|landing|expires?|expired|expiring|launch(?:es|ed|ing)|happens?|happened|happening|takes? place|took place|taking place|scheduled|rescheduled|planned|dated|booked|moved|due|falls?|falling|lasts?|lasted|runs?|running|renews?|renewed|renewing|met|said|sent|received|came|went|worked|called|paid|bought|ordered|posted|signed|say|says|read|reads|show|shows|means?|away|free|available|busy|closed|open|ago)\s+(?:(?:only|again|early|late|here|there|back|exactly|around|about)\s+)?(?:on |at |in )?$/u
/** Before these, a time at the end is part of what the task is about. */
export const belongs =
  /(?:^|[^\p{L}\p{M}\p{N}])(?:for|of|from|since|about|after|between|and|or|to|through|than|the|a|an|every|each|last|next|per|not|only|this|that|my|our|his|her|their|called|titled|named|by|before|due|during|like|as|with|including|covering|happy|merry|black|good|easter|cyber|ash|super|version|no|number|page|room|से|का|की|के|और|हर)\s+(?:on |at )?$|[-–—/"“'’&+#]\s*$/u

/** Imperatives with which work is handed in. */
export const delivering =
  /^(?:please |pls |can you |could you |kindly )?(?:send|submit|finish|complete|deliver|write|prepare|draft|reply|respond|update|file|pay|call|fix|review|share|give|upload|post|make|create|do|get|collect|email|mail|confirm|check|clean|sort|translate|design|edit|build|provide|return|answer)\b/u
/** What goes on until then, and is not done by then. */
export const lasting =
  /(?:^|\s)(?:away|out|off|leave|closed|open|opens|valid|run|runs|running|keep|keeps|stay|wait|waiting|hold|postpone|postponed|pause|paused|snooze|extend|extended|delay|delayed|move|push|reschedule|block|book|reserve|rent|available|unavailable|busy|mute|not|don['’]t|never|no|mails?|everything|live|on|booked|here|there)(?=\s|$)/u

/** Verbs that say where somebody or something is to be, behind a word that joins them to what the task is about. */
export const reaching =
  /(?:^|\s)(?:and|or|to|that|which|who|i|we|they|he|she|it|you|can|must|should|will|would|['’]ll)\s+(?:(?:will|can|must|should|would|also|then)\s+)?(?:arriv\w+|land\w*|depart\w*|reach\w*|gets?(?= (?:in|there|back|home|to)\b)\b|be(?! (?:\w+ly )?(?:done|ready|finished|in our|with (?:us|me)|\w+ed\b|sent|made|paid|written|built))\b|return\w*|come back|go back|check(?: |-)?(?:in|out)|open|close|start|begin|end|leave|expire)(?:\s+(?:in|at|to|from|on|there|here|back|home|the|by)?\s*[\p{L}\p{M}-]+){0,4}\s*$/u
/** "A train leaving before 8", "a flight getting in by 6": what it does, without a word that joins it. */
export const doing =
  /\s(?!(?:by|before|after|for|of|about|from|when|while|is|are|be|start|finish|keep|consider|stop|help)\s)\p{L}+\s(?:arriving|landing|departing|leaving|returning|reaching|starting|beginning|ending|opening|closing|getting (?:in|there|back|home|to))(?:\s+(?:in|at|to|from|on|there|here|back|home|the)?\s*(?!(?:done|ready|finished|sorted|set|made)\b)[\p{L}\p{M}-]+){0,3}\s*$/u
/** What falls due by itself. */
export const bills =
  /(?:^|\s)(?:bills?|invoices?|payments?|rents?|fees?|tax(?:es)?|gst|vat|loans?|emis?|premiums?|subscriptions?|renewals?|balances?|books|dues|instal?ments?|assignments?|cheques?|checks?|amounts?|deposits?|library books)\s*$/u

/** Of these the task is over when the bill is. */
export const settling =
  /^(?:please |pls |can you |could you |kindly )?(?:pay|submit|file|send|deliver|settle|clear|finish|complete|prepare|hand in|turn in|return|renew|transfer|deposit|wire)\s/u
